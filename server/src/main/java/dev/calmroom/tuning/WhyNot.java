package dev.calmroom.tuning;

import dev.calmroom.persona.Situation;
import dev.calmroom.scenario.ConditionPart;
import dev.calmroom.scenario.PromptFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Says which part of a condition does not hold, and what was there instead. */
final class WhyNot {
    /** Parts that speak of the leader's last turn: where one of them fails the rule is about other words. */
    private static final Set<String> OF_THE_TURN = Set.of(
            "moves",
            "signs",
            "topics",
            "asked",
            "asked-all",
            "off-role",
            "unknowable",
            "question",
            "plain-question",
            "asks-plainly",
            "only-asks",
            "asked-anything",
            "mistaken",
            "part-unknown",
            "cut-short",
            "moves-at-least",
            "words-at-least",
            "asks-at-least");

    private final PromptFile plot;
    private final Situation situation;

    WhyNot(PromptFile plot, Situation situation) {
        this.plot = plot;
        this.situation = situation;
    }

    /**
     * @param otherWords whether it is the leader's last turn that it would want otherwise
     * @param text for people
     */
    record Reason(boolean otherWords, String text) {}

    /** @return the parts that do not hold; empty where all do */
    Optional<Reason> reason(JsonNode when) {
        List<String> texts = new ArrayList<>();
        boolean otherWords = false;
        for (ConditionPart part : ConditionPart.of(when)) {
            if (!situation.meets(part.alone())) {
                otherWords |= isOfTheTurn(part);
                texts.add(text(part));
            }
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(new Reason(otherWords, String.join("; ", texts)));
    }

    /** Why a fact may not be told; empty where it may. */
    Optional<String> shut(String fact) {
        if (situation.mayTell(fact)) {
            return Optional.empty();
        }
        JsonNode node = plot.tree().path("facts").values().stream()
                .filter(f -> f.path("id").asString("").equals(fact))
                .findFirst()
                .orElseThrow();
        return reason(node.path("gate")).or(() -> reason(node.path("when"))).map(Reason::text);
    }

    private static boolean isOfTheTurn(ConditionPart part) {
        return switch (part.key()) {
            case "any" ->
                part.value().values().stream()
                        .allMatch(each -> ConditionPart.of(each).stream().anyMatch(WhyNot::isOfTheTurn));
            case "not" -> ConditionPart.of(part.value()).stream().allMatch(WhyNot::isOfTheTurn);
            default -> OF_THE_TURN.contains(part.key());
        };
    }

    private String text(ConditionPart part) {
        return switch (part.key()) {
            case "at-least", "below" -> {
                String dimension = part.value().propertyNames().iterator().next();
                yield String.format(
                        Locale.ROOT,
                        "%s is %.2f, wanted %s %s",
                        dimension,
                        situation.state().get(dimension),
                        part.key().equals("below") ? "below" : "at least",
                        part.value().path(dimension).asString());
            }
            case "gate" ->
                "the gate of %s is shut: %s"
                        .formatted(
                                part.value().asString(),
                                shut(part.value().asString()).orElse(""));
            case "any" -> {
                List<String> each = part.value().values().stream()
                        .map(one -> reason(one).map(Reason::text).orElse(""))
                        .toList();
                yield "none of: (" + String.join(") or (", each) + ")";
            }
            case "not" -> "not wanted: " + part.text().replaceFirst("^not ", "");
            case "moves" -> "%s, heard %s".formatted(part.text(), moves());
            case "asked", "asked-all" ->
                "%s, asked for %s"
                        .formatted(part.text(), situation.turn().hearing().facts());
            case "heard", "times" ->
                "%s, heard so far %s"
                        .formatted(
                                part.text(),
                                new TreeSet<>(situation.memory().heard().keySet()));
            default -> part.text();
        };
    }

    private List<String> moves() {
        return situation.turn().appraisal().moves().stream().map(m -> m.move()).toList();
    }
}
