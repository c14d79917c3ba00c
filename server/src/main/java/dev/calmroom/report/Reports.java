package dev.calmroom.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.calmroom.judging.Graders;
import dev.calmroom.judging.JudgeListener;
import dev.calmroom.judging.Rubric;
import dev.calmroom.judging.RubricFolder;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.report.DeliveryFigures.DeliveryRules;
import dev.calmroom.scenario.FilesRead;
import dev.calmroom.transcript.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reports of sessions, from their logs. */
public final class Reports {
    private static final int MOST_KEPT = 50;
    private static final String DELIVERY = "/grading/delivery.yaml";

    private final EventLog log;
    private final Graders graders;
    private final Function<SessionStarted, Optional<Play>> plays;
    private final Function<SessionStarted, List<String>> earlier;
    private final DeliveryFigures delivery;
    private final SaidAlready said;
    private final Workbench bench;
    private final Cache<String, Kept> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    /** A report and the state of things that it was made from: playing a call again takes seconds. */
    private record Kept(long sequence, List<String> earlier, FilesRead files, Report report) {}

    /**
     * What it takes to play a session's call again.
     *
     * @param highIsGood ids of the feelings whose upper end is the better one
     * @param goodEndings ids of the endings that a call that was led well comes to
     * @param files the scenario's and its framework's, as they are now
     */
    public record Play(Counterfactual encore, Set<String> highIsGood, Set<String> goodEndings, FilesRead files) {}

    /**
     * @param plays empty for a session whose scenario is not there any more
     * @param earlier sessions of the same scenario that started before this one, newest first
     * @param bench where a report is written
     */
    public Reports(
            EventLog log,
            Graders graders,
            Function<SessionStarted, Optional<Play>> plays,
            Function<SessionStarted, List<String>> earlier,
            SaidAlready said,
            Workbench bench) {
        this.bench = bench;
        this.log = log;
        this.graders = graders;
        this.plays = plays;
        this.earlier = earlier;
        this.said = said;
        this.delivery = new DeliveryFigures(deliveryRules());
    }

    /** The session's report; empty when there is no such session. */
    public Optional<Report> of(String session, GradingDesk desk) {
        List<LoggedEvent> events = log.read(session, 0);
        CallLog call = new CallLog(events);
        return call.started().map(started -> {
            List<String> others = earlier.apply(started);
            Report.Progress progress = desk.progress(session, call);
            long sequence = events.getLast().sequence();
            Optional<Play> play = plays.apply(started);
            FilesRead files = play.map(Play::files).orElse(FilesRead.NONE);
            Report report = kept(session, sequence, others, files, progress)
                    // Somebody else may have had it written while this waited.
                    .orElseGet(() -> bench.whenFree(() -> kept(session, sequence, others, files, progress)
                            .orElseGet(() -> write(started, call, progress, others, play))));
            kept.put(session, new Kept(sequence, others, files, report));
            return report;
        });
    }

    /** How far the grader has come is all that is other while it reads. */
    private Optional<Report> kept(
            String session, long sequence, List<String> others, FilesRead files, Report.Progress progress) {
        return Optional.ofNullable(kept.getIfPresent(session))
                .filter(before -> before.sequence() == sequence
                        && before.earlier().equals(others)
                        && before.files().equals(files))
                .map(before -> before.report().at(progress));
    }

    /** What is known here of a session that was deleted. */
    public void forget(String session) {
        kept.invalidate(session);
    }

    private Report write(
            SessionStarted started, CallLog call, Report.Progress progress, List<String> others, Optional<Play> play) {
        List<CallLog> before =
                others.stream().map(id -> new CallLog(log.read(id, 0))).toList();
        return new ReportWriter(
                        graders.folder(started.framework()),
                        delivery,
                        said,
                        turns -> graders.heardClearly(started.framework(), turns),
                        play.map(Play::files).orElse(FilesRead.NONE))
                .write(
                        call,
                        progress,
                        play.map(Play::encore).orElse(null),
                        new TwoStories(
                                play.map(Play::goodEndings).orElse(Set.of()),
                                play.map(Play::highIsGood).orElse(Set.of())),
                        before);
    }

    /**
     * What a framework asks of a leader, to be read before a call.
     *
     * @param moves titles, in the framework's own order
     */
    public record Aims(String framework, List<String> moves) {
        public Aims {
            moves = List.copyOf(moves);
        }
    }

    /** @throws dev.calmroom.scenario.InvalidPromptsException when the framework's files cannot be used */
    public Aims aims(String framework) {
        Rubric rubric = graders.folder(framework).rubric();
        return new Aims(
                rubric.title(),
                rubric.worthPoints().stream().map(Rubric.Group::title).toList());
    }

    /**
     * What the leader of a call that is under way could say next.
     *
     * @param criterion of the framework, which is not met so far
     */
    public record Help(String criterion, String text) {}

    /**
     * The first thing that counts and is still missing, in the framework's order; one that has been helped with is
     * passed over until all have been. Empty where nothing is missing.
     */
    public Optional<Help> help(String session) {
        CallLog call = new CallLog(log.read(session, 0));
        return call.started()
                .flatMap(started -> new NextMove(graders.folder(started.framework()), said)
                        .find(
                                call,
                                (turns, seed) -> graders.builtInOnce(started.framework())
                                        .grade(turns, seed, "help was asked for", JudgeListener.NOBODY)));
    }

    /** What the built-in judge gives for a conversation, 0 to 100; nothing of it is kept. */
    public int score(String framework, List<Turn> call, long seed) {
        return card(framework, call, seed).score();
    }

    /** What the built-in judge sees in a conversation; nothing of it is kept. */
    public Scorecard card(String framework, List<Turn> call, long seed) {
        return graders.builtIn(framework).grade(call, seed, "what if", JudgeListener.NOBODY);
    }

    /** What the framework says of its criteria, by their ids: sentences about the leader without the subject. */
    public Map<String, String> labels(String framework) {
        return graders.folder(framework).rubric().criteria().stream()
                .collect(Collectors.toMap(Rubric.Criterion::id, Rubric.Criterion::text));
    }

    /** What the framework calls the moves, by their ids. */
    public Map<String, String> moveTitles(String framework) {
        return graders.folder(framework).rubric().moves().stream()
                .collect(Collectors.toMap(Rubric.MoveKind::id, Rubric.MoveKind::title));
    }

    public static String json(Report report) {
        return EventJson.mapper().writeValueAsString(report);
    }

    /** The report's statements for a learning record store, as a JSON array; empty while there is no grade. */
    public static String statements(Report report, URI home, XapiStatements.Actor actor) {
        List<Map<String, Object>> statements = new XapiStatements(home, actor).of(report);
        return EventJson.mapper().writeValueAsString(statements);
    }

    private static DeliveryRules deliveryRules() {
        try (InputStream in = Objects.requireNonNull(Reports.class.getResourceAsStream(DELIVERY))) {
            return RubricFolder.parse(
                    Path.of(DELIVERY), new String(in.readAllBytes(), StandardCharsets.UTF_8), DeliveryRules.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
