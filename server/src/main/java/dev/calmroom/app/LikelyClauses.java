package dev.calmroom.app;

import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.persona.Voicing;
import dev.calmroom.scenario.AuthoredLine;
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

/**
 * What a persona is likely to say in a call, the likeliest first: murmurs and the beginnings of the authored lines that
 * suit the state at the start, then those of the other states, then how the lines go on. A line with a slot is not
 * whole before the call.
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

    List<Likely> inOrder() {
        List<Likely> beginnings = new ArrayList<>();
        List<Likely> rest = new ArrayList<>();
        for (EmotionalState state : states()) {
            EmotionRules.Mood mood = voicing.mood(state);
            Prosody manner = prosody(voicing.delivery(state));
            mood.murmurs().forEach(murmur -> beginnings.add(new Likely(murmur, manner.murmured())));
            for (AuthoredLine line : scenario.lines().lines()) {
                if (line.moods().contains(mood.id()) && !line.text().contains("{")) {
                    List<String> clauses = clauses(line.text());
                    beginnings.add(new Likely(clauses.getFirst(), manner));
                    clauses.stream().skip(1).forEach(clause -> rest.add(new Likely(clause, manner)));
                }
            }
        }
        beginnings.addAll(rest);
        return beginnings;
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
