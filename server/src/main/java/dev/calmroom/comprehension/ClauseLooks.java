package dev.calmroom.comprehension;

import dev.calmroom.scenario.HearingCues;
import java.util.List;

/**
 * What the form of a clause tells of it, whatever its words mean: what the clause's encoder is given beside the words.
 *
 * @param start offset of its first character in the turn
 * @param end offset behind its last
 * @param punctuated whether the turn has marks
 * @param opens whether a turn, or what follows a mark or an «and», begins with it
 * @param mark whether a question mark ends it or the sentence that it stands in
 * @param question whether it begins or ends as questions do
 * @param request whether it asks for something, whatever its mark
 * @param aside whether it says what is not asked about
 */
public record ClauseLooks(
        int start,
        int end,
        boolean punctuated,
        boolean opens,
        boolean mark,
        boolean question,
        boolean request,
        boolean aside) {

    /** Of all clauses of a turn. */
    public static List<ClauseLooks> in(String turn, HearingCues cues) {
        return Clause.of(turn, cues).stream()
                .map(clause -> of(turn, clause, cues))
                .toList();
    }

    static ClauseLooks of(String turn, Clause clause, HearingCues cues) {
        String text = clause.text();
        return new ClauseLooks(
                clause.start(),
                clause.end(),
                Clause.isPunctuated(turn),
                clause.opens(),
                clause.inQuestion() || text.endsWith("?"),
                cues.questions().stream().anyMatch(p -> p.matcher(text).find()),
                cues.requests().stream().anyMatch(p -> p.matcher(text).find()),
                clause.setsAside(cues));
    }

    /** Whether it has the form of a question: by its mark where the turn has marks, by its words where it has none. */
    public boolean asks() {
        return mark || request || (!punctuated && question);
    }

    /** As the network was trained to read them; the first says that something is known, the last is spare. */
    float[] signs() {
        return new float[] {1, is(punctuated), is(opens), is(mark), is(question), is(request), is(asks()), is(aside), 0
        };
    }

    private static float is(boolean sign) {
        return sign ? 1 : 0;
    }
}
