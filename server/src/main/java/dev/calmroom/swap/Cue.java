package dev.calmroom.swap;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What whoever plays the persona goes by in one turn. Code has decided it, as in any call; the words are the person's.
 *
 * @param turn the number that the turn will have
 * @param leader what the leader just said; empty where nothing was said (the beginning, an event, a silence)
 * @param act id of what the persona does by this turn
 * @param direction the same as its author describes it, for whoever acts it
 * @param facts what this turn is to tell, each in a sentence
 * @param feels how the persona feels now, by dimension, 0 to 1, in the scenario's order
 * @param line how the understudy would say it
 * @param last whether the persona ends the call with this turn
 */
public record Cue(
        int turn,
        String leader,
        String act,
        String direction,
        List<String> facts,
        Map<String, Double> feels,
        String line,
        boolean last) {
    public Cue {
        facts = List.copyOf(facts);
        feels = Collections.unmodifiableMap(new LinkedHashMap<>(feels));
    }
}
