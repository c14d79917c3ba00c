package dev.calmroom.grading;

import dev.calmroom.grading.DeliveryFigures.DeliveryRules;
import dev.calmroom.session.EventJson;
import dev.calmroom.session.EventLog;
import dev.calmroom.session.LoggedEvent;
import dev.calmroom.session.SessionEvent.SessionStarted;
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

/** Reports of sessions, from their logs. */
public final class Reports {
    private static final String DELIVERY = "/grading/delivery.yaml";

    private final EventLog log;
    private final Graders graders;
    private final Function<SessionStarted, Optional<Play>> plays;
    private final Function<SessionStarted, List<String>> earlier;
    private final DeliveryFigures delivery;

    /**
     * What it takes to play a session's call again.
     *
     * @param highIsGood ids of the feelings whose upper end is the better one
     */
    public record Play(Encore encore, Set<String> highIsGood) {}

    /**
     * @param plays empty for a session whose scenario is not there any more
     * @param earlier sessions of the same scenario that started before this one, newest first
     */
    public Reports(
            EventLog log,
            Graders graders,
            Function<SessionStarted, Optional<Play>> plays,
            Function<SessionStarted, List<String>> earlier) {
        this.log = log;
        this.graders = graders;
        this.plays = plays;
        this.earlier = earlier;
        this.delivery = new DeliveryFigures(deliveryRules());
    }

    /** The session's report; empty when there is no such session. */
    public Optional<Report> of(String session, GradingDesk desk) {
        List<LoggedEvent> events = log.read(session, 0);
        CallLog call = new CallLog(events);
        return call.started().map(started -> {
            Optional<Play> play = plays.apply(started);
            List<CallLog> before = earlier.apply(started).stream()
                    .map(id -> new CallLog(log.read(id, 0)))
                    .toList();
            return new ReportWriter(graders.folder(started.framework()), delivery)
                    .write(
                            call,
                            desk.progress(session, call.scorecard().isPresent()),
                            play.map(Play::encore).orElse(null),
                            play.map(Play::highIsGood).orElse(Set.of()),
                            before);
        });
    }

    public static String json(Report report) {
        return EventJson.mapper().writeValueAsString(report);
    }

    /** The report's statements for a learning record store, as a JSON array; empty while there is no grade. */
    public static String statements(Report report, URI home) {
        List<Map<String, Object>> statements = new Statements(home).of(report);
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
