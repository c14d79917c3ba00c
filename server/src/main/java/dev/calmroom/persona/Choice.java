package dev.calmroom.persona;

import java.util.List;

/**
 * What the director has decided.
 *
 * @param act what the persona does
 * @param also acts that the persona plays after it in the same turn
 * @param facts what the persona may tell, most important first
 * @param parts whether the leader has asked for several things, so that the answer may take two breaths
 * @param ends whether the persona hangs up after it
 */
public record Choice(String act, List<String> also, List<String> facts, boolean parts, boolean ends) {
    public Choice {
        also = List.copyOf(also);
        facts = List.copyOf(facts);
    }
}
