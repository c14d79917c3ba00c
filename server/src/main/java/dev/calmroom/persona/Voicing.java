package dev.calmroom.persona;

import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.scenario.Direction;
import dev.calmroom.scenario.EmotionRules;
import dev.calmroom.scenario.Plot;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** What a state makes of a turn apart from its words: the mood it is in, its length, its rate, pitch and pauses. */
public final class Voicing {
    /** Nobody under pressure says more in one breath. */
    static final int LONGEST = 25;

    private final Plot plot;
    private final EmotionRules rules;

    public Voicing(Plot plot, EmotionRules rules) {
        this.plot = plot;
        this.rules = rules;
    }

    /** The mood that the state falls into. */
    public EmotionRules.Mood mood(EmotionalState state) {
        Situation situation = new Situation(plot, state, LeaderTurn.NOTHING, CallMemory.EMPTY);
        return rules.moods().stream()
                .filter(mood -> situation.meets(mood.when()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the last mood must hold always"));
    }

    public Delivery delivery(EmotionalState state) {
        return new Delivery(
                figure("rate", state),
                figure("pitch", state),
                figure("pitch-range", state),
                figure("volume", state),
                Duration.ofMillis(Math.round(figure("delay", state))),
                Duration.ofMillis(Math.round(figure("clause-pause", state))),
                optional("hesitation", state),
                Duration.ofMillis(Math.round(optional("last-word", state))));
    }

    /** Fewest and most words: the act's bounds, within what the state has breath for. */
    public Length length(Choice choice, EmotionalState state) {
        int fewest = (int) Math.round(figure("min-words", state));
        int most = (int) Math.round(figure("max-words", state));
        List<Integer> bounds = plot.act(choice.act()).words();
        if (!bounds.isEmpty()) {
            fewest = bounds.get(0);
            most = Math.max(Math.min(most, bounds.get(1)), Math.min(fewest + 3, bounds.get(1)));
        }
        for (String act : choice.also()) {
            List<Integer> more = plot.act(act).words();
            most += more.isEmpty() ? fewest : more.get(1) / 2;
        }
        most = choice.parts() ? Direction.Act.TWO_BREATHS : Math.min(most, LONGEST);
        return new Length(Math.min(fewest, most), most);
    }

    private double optional(String name, EmotionalState state) {
        return rules.delivery().containsKey(name) ? figure(name, state) : 0;
    }

    private double figure(String name, EmotionalState state) {
        EmotionRules.Linear rule = Objects.requireNonNull(rules.delivery().get(name), name);
        double value = rule.at();
        for (var weight : rule.weights().entrySet()) {
            value += weight.getValue() * state.get(weight.getKey());
        }
        return Math.round(Math.clamp(value, rule.min(), rule.max()) * 1000) / 1000.0;
    }

    /** In words. */
    public record Length(int fewest, int most) {}
}
