package dev.calmroom.tuning;

import dev.calmroom.checks.CheckResult;
import dev.calmroom.checks.ExaminedCall;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.scenario.EmotionRules.Dimension;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Findings as JSON: for other programs, and for the page that shows them. */
final class FindingsJson {
    private static final JsonMapper JSON = EventJson.mapper();

    private final Tuning.Findings findings;

    FindingsJson(Tuning.Findings findings) {
        this.findings = findings;
    }

    String text() {
        return JSON.writeValueAsString(tree());
    }

    ObjectNode tree() {
        ObjectNode root = JSON.createObjectNode();
        ExperimentRun.Outcome played = findings.played();
        root.put("experiment", played.experiment().name());
        root.put("scenario", findings.scenario().plot().title());
        root.put("sum", played.sum());
        root.put("unplayed", played.unplayed());
        ObjectNode failures = root.putObject("failures");
        played.failures().forEach(failures::put);
        root.set("standIns", JSON.valueToTree(findings.standIns()));
        ArrayNode dimensions = root.putArray("dimensions");
        List<Dimension> all = findings.scenario().feelings().dimensions();
        all.forEach(d -> dimensions.addObject().put("id", d.id()).put("label", d.label()));
        ArrayNode variants = root.putArray("variants");
        played.variants()
                .forEach(v -> variants.addObject().put("name", v.name()).put("place", v.place()));
        ArrayNode checks = root.putArray("checks");
        findings.checks().forEach(check -> write(check, checks.addObject()));
        ArrayNode comparisons = root.putArray("comparisons");
        findings.comparisons().forEach(c -> write(c, comparisons.addObject()));
        ArrayNode diffs = root.putArray("diffs");
        Variant first = played.variants().getFirst();
        for (Variant variant : played.variants().subList(1, played.variants().size())) {
            ObjectNode diff = diffs.addObject();
            diff.put("from", first.name()).put("to", variant.name());
            diff.set("files", JSON.valueToTree(PromptsDiff.of(first.prompts(), variant.prompts())));
        }
        ArrayNode calls = root.putArray("calls");
        played.calls().forEach(call -> write(call, calls.addObject()));
        return root;
    }

    private static void write(CheckResult result, ObjectNode node) {
        node.put("text", result.check().text());
        node.put("file", result.check().file().getFileName().toString());
        node.put("line", result.check().line());
        node.put("variant", result.variant());
        node.put("player", result.player());
        node.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
        node.put("finding", result.finding());
        ArrayNode misses = node.putArray("misses");
        for (CheckResult.Miss miss : result.misses()) {
            place(miss.place(), misses.addObject()).put("turn", miss.turn()).put("because", miss.because());
        }
    }

    private static ObjectNode place(ExaminedCall.Place place, ObjectNode node) {
        return node.put("variant", place.variant())
                .put("player", place.player())
                .put("leader", place.leader())
                .put("seed", place.seed())
                .put("repeat", place.repeat());
    }

    private static void write(VersionsCompared comparison, ObjectNode node) {
        node.put("from", comparison.from()).put("to", comparison.to()).put("player", comparison.player());
        node.put("same", comparison.same()).put("of", comparison.of());
        node.set("figures", JSON.valueToTree(comparison.figures()));
        ArrayNode pairs = node.putArray("pairs");
        for (VersionsCompared.Pair pair : comparison.pairs()) {
            ObjectNode one = pairs.addObject();
            one.put("leader", pair.place().leader())
                    .put("seed", pair.place().seed())
                    .put("repeat", pair.place().repeat())
                    .put("same", pair.same())
                    .put("of", pair.of())
                    .put("firstOther", pair.firstOther().orElse(0));
        }
    }

    private static void write(ExaminedCall call, ObjectNode node) {
        place(call.place(), node).put("score", call.score()).put("ending", call.ending());
        ArrayNode turns = node.putArray("turns");
        ArrayNode states = node.putArray("states");
        call.call()
                .curve()
                .forEach(felt -> states.addObject().put("turn", felt.turn()).set("state", state(felt.state())));
        for (LoggedEvent logged : call.call().events()) {
            switch (logged.event()) {
                case SessionEvent.LeaderSpoke said ->
                    turns.addObject()
                            .put("turn", said.turn())
                            .put("leader", true)
                            .put("text", said.text());
                case SessionEvent.PersonaSpoke said ->
                    turns.addObject()
                            .put("turn", said.turn())
                            .put("leader", false)
                            .put("text", said.text())
                            .put("act", said.act())
                            .put("by", said.speaker())
                            .put("note", said.note());
                default -> {
                    // in the states, or not shown
                }
            }
        }
    }

    private static ObjectNode state(EmotionalState state) {
        ObjectNode node = JSON.createObjectNode();
        state.dimensions().forEach((id, value) -> node.put(id, Math.round(value * 1000) / 1000.0));
        return node;
    }
}
