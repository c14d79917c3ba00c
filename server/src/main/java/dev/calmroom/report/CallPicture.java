package dev.calmroom.report;

import dev.calmroom.appraisal.Move;
import dev.calmroom.emotion.Cause;
import dev.calmroom.judging.Quotes;
import dev.calmroom.judging.Rubric;
import dev.calmroom.log.SessionEvent.EmotionShifted;
import dev.calmroom.log.SessionEvent.HeardAgain;
import dev.calmroom.log.SessionEvent.Interrupted;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.TurnAppraised;
import dev.calmroom.log.SessionEvent.WorldEvent;
import dev.calmroom.report.CallLog.At;
import dev.calmroom.report.Report.Change;
import dev.calmroom.report.Report.Comment;
import dev.calmroom.report.Report.CurvePoint;
import dev.calmroom.report.Report.Line;
import dev.calmroom.report.Report.Mark;
import dev.calmroom.report.Report.ReportTurn;
import dev.calmroom.report.Report.Sound;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A call on its time axis: who spoke when, how the persona felt, and what moved it. */
final class CallPicture {
    /** An unhurried speaker's pace on the phone, 160 words a minute. */
    private static final Duration WORD = Duration.ofMillis(375);

    private final Rubric rubric;
    private final CallLog log;

    CallPicture(Rubric rubric, CallLog log) {
        this.rubric = rubric;
        this.log = log;
    }

    List<ReportTurn> turns() {
        Map<Integer, List<Comment>> comments = new HashMap<>();
        log.comments()
                .forEach(c -> comments.computeIfAbsent(c.event().turn(), t -> new ArrayList<>())
                        .add(new Comment(
                                c.sequence(),
                                c.event().by(),
                                c.event().from(),
                                c.event().text(),
                                c.at())));
        Set<Integer> cut = log.interruptions().stream().map(Interrupted::turn).collect(Collectors.toSet());
        List<ReportTurn> turns = new ArrayList<>();
        log.leaderSpoke().forEach(spoke -> turns.add(ofLeader(spoke, cut, comments)));
        List<ReportTurn> ofLeader = List.copyOf(turns);
        log.personaSpoke().forEach(spoke -> turns.add(ofPersona(spoke, ofLeader, cut, comments)));
        turns.sort(Comparator.comparingInt(ReportTurn::turn));
        return turns;
    }

    private ReportTurn ofLeader(At<LeaderSpoke> spoke, Set<Integer> cut, Map<Integer, List<Comment>> comments) {
        LeaderSpoke said = spoke.event();
        String corrected = log.corrections().get(said.turn());
        HeardAgain again = log.heardAgain().get(said.turn());
        boolean timed = !said.words().isEmpty();
        return new ReportTurn(
                said.turn(),
                line(said, corrected, again),
                new Sound(
                        timed ? said.words().getFirst().start() : spoke.time(),
                        timed ? said.words().getLast().end() : null,
                        said.source().word(),
                        said.words(),
                        corrected == null && again == null ? unclear(said) : List.of()),
                null,
                cut.contains(said.turn()),
                comments.getOrDefault(said.turn(), List.of()));
    }

    private Line line(LeaderSpoke said, @Nullable String corrected, @Nullable HeardAgain again) {
        Line heard = new Line(Speaker.LEADER, said.text(), null, null, guest(said.guest()));
        if (corrected != null) {
            return heard.corrected(corrected);
        }
        return again == null ? heard : heard.heardAgain(again.text(), again.by());
    }

    private @Nullable String guest(String id) {
        return id.isEmpty() ? null : log.guests().of(id);
    }

    private static List<String> unclear(LeaderSpoke said) {
        return Quotes.unclear(new Turn(said.turn(), Speaker.LEADER, said.text(), said.words())).stream()
                .map(Word::text)
                .toList();
    }

    private ReportTurn ofPersona(
            At<PersonaSpoke> spoke, List<ReportTurn> ofLeader, Set<Integer> cut, Map<Integer, List<Comment>> comments) {
        PersonaSpoke said = spoke.event();
        boolean whole = said.heard().strip().equals(said.text().strip());
        return new ReportTurn(
                said.turn(),
                new Line(Speaker.PERSONA, said.heard(), whole ? null : said.text(), null, guest(said.guest())),
                new Sound(began(spoke, ofLeader), spoke.time(), said.speaker(), List.of(), List.of()),
                said.act(),
                cut.contains(said.turn()),
                comments.getOrDefault(said.turn(), List.of()));
    }

    /**
     * The persona's words are logged when they have been heard. They began a latency after the leader's last one; where
     * that is not known, as in a typed call, when what brought them about was logged. Who opens the call is asked to with
     * its beginning; where that latency is not known either, the opening began as long before its end as it takes to say.
     */
    private Duration began(At<PersonaSpoke> spoke, List<ReportTurn> ofLeader) {
        Duration latency = spoke.event().latency().firstAudioPlayed();
        Duration end = spoke.time();
        return ofLeader.stream()
                .filter(t -> t.turn() == spoke.event().turn() - 1 && t.sound().end() != null && latency != null)
                .map(t -> Objects.requireNonNull(t.sound().end()).plus(Objects.requireNonNull(latency)))
                .filter(start -> start.compareTo(end) < 0)
                .findFirst()
                .or(() -> log.justBefore(spoke.event()).filter(start -> start.compareTo(end) < 0))
                .or(() -> Optional.ofNullable(latency)
                        .filter(start -> spoke.event().turn() == 1 && start.compareTo(end) < 0))
                .orElseGet(() -> end.minus(shorter(end, saying(spoke.event().heard()))));
    }

    private static Duration saying(String words) {
        return WORD.multipliedBy(words.strip().split("\\s+").length);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    List<CurvePoint> curve() {
        List<CurvePoint> points = new ArrayList<>();
        log.started().ifPresent(s -> points.add(new CurvePoint(0, Duration.ZERO, s.state())));
        log.shifts()
                .forEach(s -> points.add(
                        new CurvePoint(s.event().turn(), s.time(), s.event().after())));
        return points;
    }

    /** What the leader did beside the conversation: nothing of it moved the persona. */
    private List<Mark> asides() {
        List<Mark> marks = new ArrayList<>();
        log.holds()
                .forEach(hold -> marks.add(new Mark(
                        0,
                        hold.time(),
                        "world",
                        "on-hold",
                        "You put the call on hold for %s."
                                .formatted(Spans.of(hold.event().lasted())),
                        "",
                        List.of())));
        log.helps()
                .forEach(help -> marks.add(new Mark(
                        help.event().turn(),
                        help.time(),
                        "world",
                        "help",
                        "You asked for help, and were offered: «%s»"
                                .formatted(help.event().text()),
                        "",
                        List.of())));
        return marks;
    }

    List<Mark> marks() {
        List<Mark> marks = new ArrayList<>();
        Map<Integer, List<Cause>> causes = new HashMap<>();
        for (At<EmotionShifted> shift : log.shifts()) {
            causes.computeIfAbsent(shift.event().turn(), t -> new ArrayList<>())
                    .addAll(shift.event().causes());
        }
        for (At<TurnAppraised> appraised : log.appraised()) {
            List<Cause> moved = causes.getOrDefault(appraised.event().turn(), List.of());
            appraised.event().moves().stream()
                    .map(move -> mark(appraised, move, moved))
                    .filter(mark -> moved.isEmpty() || !mark.changes().isEmpty())
                    .forEach(marks::add);
            marks.addAll(besides(appraised, moved));
        }
        log.world().forEach(event -> marks.add(mark(event)));
        log.guestsCame()
                .forEach(came -> marks.add(mark(
                        came,
                        came.event().guest(),
                        "You took that call: %s, %s."
                                .formatted(came.event().name(), came.event().role()))));
        log.guestsLeft()
                .forEach(left ->
                        marks.add(mark(left, left.event().ending(), left.event().text())));
        marks.addAll(asides());
        marks.sort(Comparator.comparing(Mark::at));
        return marks;
    }

    /** What words did that are no move of the framework: an insult, an apology. */
    private static List<Mark> besides(At<TurnAppraised> appraised, List<Cause> moved) {
        Set<String> quotes = appraised.event().moves().stream().map(Move::quote).collect(Collectors.toSet());
        Map<String, List<Cause>> rules = new LinkedHashMap<>();
        moved.stream()
                .filter(cause -> !cause.quote().isEmpty() && !quotes.contains(cause.quote()))
                .forEach(cause -> rules.computeIfAbsent(cause.rule(), _ -> new ArrayList<>())
                        .add(cause));
        return rules.entrySet().stream()
                .map(rule -> new Mark(
                        appraised.event().turn(),
                        appraised.time(),
                        "neutral",
                        rule.getKey(),
                        rule.getKey().replace('-', ' '),
                        rule.getValue().getFirst().quote(),
                        rule.getValue().stream().map(CallPicture::change).toList()))
                .toList();
    }

    private Mark mark(At<TurnAppraised> appraised, Move move, List<Cause> moved) {
        return new Mark(
                appraised.event().turn(),
                appraised.time(),
                rubric.move(move.move()).map(Rubric.MoveKind::tone).orElse("neutral"),
                move.move(),
                rubric.move(move.move()).map(Rubric.MoveKind::title).orElse(move.move()),
                move.quote(),
                moved.stream()
                        .filter(c -> !c.quote().isEmpty() && c.quote().equals(move.quote()))
                        .filter(c -> c.rule().equals(move.move())
                                || appraised.event().moves().stream()
                                        .noneMatch(m -> m.move().equals(c.rule())))
                        .map(CallPicture::change)
                        .toList());
    }

    private Mark mark(At<WorldEvent> event) {
        return mark(event, event.event().event(), event.event().text());
    }

    /** Something that came about, and what it did to the persona at once. */
    private Mark mark(At<?> event, String id, String text) {
        EmotionShifted next = log.followedBy(event.event(), EmotionShifted.class);
        EmotionShifted shift = next == null || !next.ofPersona() ? null : next;
        return new Mark(
                shift == null ? 0 : shift.turn(),
                event.time(),
                "world",
                id,
                text,
                "",
                shift == null
                        ? List.of()
                        : shift.causes().stream().map(CallPicture::change).toList());
    }

    private static Change change(Cause cause) {
        return new Change(cause.rule(), cause.dimension(), cause.amount());
    }
}
