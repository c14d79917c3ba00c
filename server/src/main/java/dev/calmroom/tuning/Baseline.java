package dev.calmroom.tuning;

import dev.calmroom.checks.ExaminedCall;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an experiment's calls were when somebody found them good: what the persona did and said, and how it felt at the end. */
public final class Baseline {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final Pattern FELT = Pattern.compile("(\\S+) (\\d\\.\\d\\d)");

    /**
     * Processors round otherwise, and what is heard with a confidence is felt a little more on one than on another: by .02
     * at most at the end of the gate's calls, between one with VNNI instructions and one without.
     */
    private static final double AS_MUCH = 0.03;

    private static final double ROUNDING = 1e-9;

    private Baseline() {}

    /** The calls as text, a line a turn, the same for the same calls. */
    public static String of(Tuning.Findings findings) {
        ObjectNode root = JSON.createObjectNode();
        for (ExaminedCall call : findings.played().calls()) {
            ObjectNode one = root.putObject(name(call));
            ArrayNode turns = one.putArray("turns");
            call.personaTurns().forEach(turn -> turns.add(text(turn)));
            one.put("ending", call.ending());
            one.put("score", call.score());
            one.put("feels", feels(call));
        }
        return JSON.writeValueAsString(root) + "\n";
    }

    private static String name(ExaminedCall call) {
        return "%s, seed %d".formatted(call.place().leader(), call.place().seed());
    }

    private static String text(PersonaSpoke turn) {
        return "%d %s: %s".formatted(turn.turn(), turn.act(), turn.text());
    }

    private static String feels(ExaminedCall call) {
        return call.lastState().dimensions().entrySet().stream()
                .map(d -> String.format(Locale.ROOT, "%s %.2f", d.getKey(), d.getValue()))
                .collect(Collectors.joining(", "));
    }

    /**
     * @param baseline as {@link #of} has written it
     * @return what is otherwise now, for people; empty where nothing is but feelings by {@link #AS_MUCH} or less
     */
    public static List<String> differences(String baseline, Tuning.Findings findings) {
        List<String> differences = new ArrayList<>();
        JsonNode before = JSON.readTree(baseline);
        JsonNode now = JSON.readTree(of(findings));
        Map<String, JsonNode> all = new LinkedHashMap<>();
        before.properties().forEach(call -> all.put(call.getKey(), call.getValue()));
        now.properties().forEach(call -> all.putIfAbsent(call.getKey(), call.getValue()));
        all.keySet().forEach(call -> compare(call, before.path(call), now.path(call), differences));
        return differences;
    }

    private static void compare(String call, JsonNode before, JsonNode now, List<String> differences) {
        if (before.isMissingNode() || now.isMissingNode()) {
            differences.add("%s: %s".formatted(call, now.isMissingNode() ? "is not played any more" : "is new"));
            return;
        }
        int turns = Math.max(before.path("turns").size(), now.path("turns").size());
        int same = 0;
        String first = "";
        for (int i = 0; i < turns; i++) {
            String a = before.path("turns").path(i).asString("(over)");
            String b = now.path("turns").path(i).asString("(over)");
            if (a.equals(b)) {
                same++;
            } else if (first.isEmpty()) {
                first = "%n  - %s%n  + %s".formatted(a, b);
            }
        }
        if (same < turns) {
            differences.add(
                    "%s: %d of %d turns are the same; the first that is not:%s".formatted(call, same, turns, first));
        }
        for (String figure : List.of("ending", "score", "feels")) {
            JsonNode was = before.path(figure);
            JsonNode is = now.path(figure);
            if (!was.equals(is) && !(figure.equals("feels") && isNear(was.asString(), is.asString()))) {
                differences.add("%s: %s was %s, is %s".formatted(call, figure, was.asString(), is.asString()));
            }
        }
    }

    /** Whether the same things are felt, each by as much. */
    static boolean isNear(String before, String now) {
        Matcher was = FELT.matcher(before);
        Matcher is = FELT.matcher(now);
        while (was.find()) {
            if (!is.find()
                    || !was.group(1).equals(is.group(1))
                    || Math.abs(Double.parseDouble(was.group(2)) - Double.parseDouble(is.group(2)))
                            > AS_MUCH + ROUNDING) {
                return false;
            }
        }
        return !is.find();
    }
}
