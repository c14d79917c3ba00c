package dev.calmroom.persona;

import java.util.List;

/**
 * What the director has decided.
 *
 * @param act what he does
 * @param also acts that he plays after it in the same turn
 * @param facts what he may tell, most important first
 * @param ends whether he hangs up after it
 */
public record Choice(String act, List<String> also, List<String> facts, boolean ends) {
    public Choice {
        also = List.copyOf(also);
        facts = List.copyOf(facts);
    }
}
