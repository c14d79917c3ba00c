package dev.calmroom.app;

import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.persona.Voicing;
import dev.calmroom.scenario.EmotionRules;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.synthesis.ClauseSplitter;
import dev.calmroom.synthesis.Prosody;
import dev.calmroom.synthesis.Rehearsal.Likely;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a persona is likely to say in a call, the likeliest first: in each of its lists what suits the state at the start,
 * then what suits the other states. A clause with a slot is not whole before the call.
 */
final class LikelyClauses {
    /** How good every dimension is, 0 to 1: states across the scale, from the start's neighbourhood outwards. */
    private static final double[] STATES = {0.3, 0.45, 0.6, 0.15, 0.75, 0.9};

    private final Scenario scenario;
    private final Supplier<ClauseSplitter> splitter;
    private final Voicing voicing;

    /** @param splitter what cuts a reply for the voice that will speak it; one for each line */
    LikelyClauses(Scenario scenario, Supplier<ClauseSplitter> splitter) {
        this.scenario = scenario;
        this.splitter = splitter;
        this.voicing = new Voicing(scenario.plot(), scenario.feelings());
    }

    /** The sounds while it is not certain that the leader has finished: a few, in every turn. */
    List<Likely> murmurs() {
        List<Likely> murmurs = new ArrayList<>();
        for (EmotionalState state : states()) {
            Prosody manner = prosody(voicing.delivery(state)).murmured();
            voicing.mood(state).murmurs().forEach(murmur -> murmurs.add(new Likely(murmur, manner)));
        }
        return murmurs;
    }

    /** With what the authored lines begin: for this the leader waits. */
    List<Likely> beginnings() {
        return fromLines(clauses -> clauses.limit(1));
    }

    /** How the lines go on: made while their beginnings are spoken, if they were not made before. */
    List<Likely> rest() {
        return fromLines(clauses -> clauses.skip(1));
    }

    private List<Likely> fromLines(UnaryOperator<Stream<String>> which) {
        List<Likely> likely = new ArrayList<>();
        for (EmotionalState state : states()) {
            String mood = voicing.mood(state).id();
            Prosody manner = prosody(voicing.delivery(state));
            scenario.lines().lines().stream()
                    .filter(line -> line.moods().contains(mood))
                    .flatMap(line -> which.apply(clauses(line.text()).stream()))
                    .filter(clause -> !clause.contains("{"))
                    .forEach(clause -> likely.add(new Likely(clause, manner)));
        }
        return likely;
    }

    private List<String> clauses(String line) {
        ClauseSplitter cut = splitter.get();
        List<String> clauses = new ArrayList<>(cut.accept(line));
        clauses.addAll(cut.finish());
        return clauses.stream().map(String::strip).toList();
    }

    private List<EmotionalState> states() {
        List<EmotionalState> states = new ArrayList<>();
        EmotionRules rules = scenario.feelings();
        Map<String, Double> start = new LinkedHashMap<>();
        rules.dimensions().forEach(dimension -> start.put(dimension.id(), dimension.start()));
        states.add(new EmotionalState(start));
        for (double good : STATES) {
            Map<String, Double> values = new LinkedHashMap<>();
            rules.dimensions()
                    .forEach(dimension ->
                            values.put(dimension.id(), dimension.good() == EmotionRules.End.high ? good : 1 - good));
            states.add(new EmotionalState(values));
        }
        return states;
    }

    private static Prosody prosody(Delivery delivery) {
        return new Prosody(
                delivery.rate(), delivery.pitch(), delivery.pitchRange(), delivery.volume(), delivery.hesitation());
    }
}
