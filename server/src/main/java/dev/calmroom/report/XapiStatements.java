package dev.calmroom.report;

import dev.calmroom.log.Verdict;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report as statements for a learning record store, xAPI 1.0.3: one for the attempt with its score, one for each
 * criterion that gives or costs something, inside it. Ids are made from the session, so that sending twice stores once.
 */
public final class XapiStatements {
    private static final String VERSION = "1.0.3";
    private static final String LANGUAGE = "en";
    private static final String VERBS = "http://adlnet.gov/expapi/verbs/";
    private static final String SIMULATION = "http://adlnet.gov/expapi/activities/simulation";
    private static final String OBJECTIVE = "http://adlnet.gov/expapi/activities/objective";

    private final URI home;
    private final Actor actor;

    /**
     * Whose call it was.
     *
     * @param account by which this service tells people apart; the same for everybody where it asks nobody who they are
     * @param name as the login tells it; null where it tells none
     */
    public record Actor(String account, @Nullable String name) {
        static final Actor ANYBODY = new Actor("leader", null);

        /** @param owner of the session; null where it is nobody's */
        public static Actor of(@Nullable String owner, @Nullable String name) {
            return owner == null ? ANYBODY : new Actor(owner, name);
        }
    }

    /** @param home where this service is reached; identifies activities and accounts */
    XapiStatements(URI home, Actor actor) {
        this.home = home;
        this.actor = actor;
    }

    /**
     * @return statements ready to be written as JSON; empty while there is no grade, and where the seats were swapped:
     *     nobody has led who could be told of
     */
    List<Map<String, Object>> of(Report report) {
        Report.Grade grade = report.grade();
        if (grade == null || report.call().ledBy() != null) {
            return List.of();
        }
        String session = report.call().session();
        Instant at = (report.call().startedAt() == null
                        ? Instant.EPOCH
                        : report.call().startedAt())
                .plus(report.call().length());
        String scenario = home + "/scenarios/" + report.call().scenario();
        Map<String, Object> score =
                ordered("scaled", grade.score() / 100.0, "raw", grade.score(), "min", 0, "max", 100);
        List<Map<String, Object>> statements = new ArrayList<>();
        statements.add(ordered(
                "id", id(session, "attempt " + score),
                "actor", actor(),
                "verb", verb("completed"),
                "object",
                        activity(
                                scenario,
                                report.call().scenario(),
                                report.call().frameworkTitle(),
                                SIMULATION),
                "result",
                        ordered(
                                "score",
                                score,
                                "completion",
                                report.ending() != null,
                                "duration",
                                duration(report.call().length())),
                "context", context(session, null),
                "timestamp", at.toString(),
                "version", VERSION));
        for (Report.Criterion criterion : grade.criteria()) {
            statements.add(statement(report, criterion, session, scenario, at));
        }
        return statements;
    }

    private Map<String, Object> statement(
            Report report, Report.Criterion criterion, String session, String scenario, Instant at) {
        Map<String, Object> result = new LinkedHashMap<>();
        if (criterion.verdict() != Verdict.UNSURE) {
            result.put("success", (criterion.kind() == Report.Kind.TRAP) == (criterion.verdict() == Verdict.NO));
        }
        if (!criterion.evidence().isEmpty()) {
            result.put("response", criterion.evidence().getFirst().quote());
        }
        return ordered(
                // A store keeps a statement for good: another result is another statement.
                "id", id(session, criterion.id() + " " + result),
                "actor", actor(),
                "verb", verb("attempted"),
                "object",
                        activity(
                                home + "/frameworks/" + report.call().framework() + "/" + criterion.id(),
                                criterion.id(),
                                criterion.label(),
                                OBJECTIVE),
                "result", result,
                "context", context(session, scenario),
                "timestamp", at.toString(),
                "version", VERSION);
    }

    private Map<String, Object> actor() {
        Map<String, Object> agent = ordered(
                "objectType", "Agent", "account", ordered("homePage", home.toString(), "name", actor.account()));
        if (actor.name() != null) {
            agent.put("name", actor.name());
        }
        return agent;
    }

    private static Map<String, Object> verb(String name) {
        return ordered("id", VERBS + name, "display", ordered(LANGUAGE, name));
    }

    private static Map<String, Object> activity(String id, String name, String description, String type) {
        return ordered(
                "objectType",
                "Activity",
                "id",
                id,
                "definition",
                ordered("name", ordered(LANGUAGE, name), "description", ordered(LANGUAGE, description), "type", type));
    }

    private Map<String, Object> context(String session, @Nullable String parent) {
        Map<String, Object> context = ordered("registration", id(session, "registration"), "platform", "Calmroom");
        if (parent != null) {
            context.put("contextActivities", ordered("parent", List.of(ordered("id", parent))));
        }
        return context;
    }

    private static String duration(Duration length) {
        return length.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private String id(String session, String part) {
        return UUID.nameUUIDFromBytes((home + "|" + session + "|" + part).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
