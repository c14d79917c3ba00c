package dev.calmroom.persona;

import dev.calmroom.scenario.AuthoredLine;
import dev.calmroom.scenario.LineBook;
import dev.calmroom.transcript.Turn;
import java.util.List;
import java.util.Optional;

/**
 * Words the persona from authored lines: when no language model is configured, and whenever one fails. The same brief
 * after the same conversation gives the same words. It keeps nothing between turns, so that a call can be taken up by
 * another process, or again from any turn. Safe for use by several threads.
 */
public final class Understudy implements PersonaAgent {
    public static final String NAME = "understudy";

    private final LinePicker picker;

    public Understudy(LineBook book) {
        picker = new LinePicker(book);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Delivers the whole turn, clause by clause, before it returns. */
    @Override
    public Wording word(Brief brief, List<Turn> conversation, WordingListener listener) {
        for (String clause : SpokenParts.of(words(brief, conversation))) {
            listener.onText(clause);
        }
        listener.onComplete(NAME, "");
        return () -> {};
    }

    /** The whole turn at once. */
    String words(Brief brief, List<Turn> conversation) {
        return picker.pick(brief, conversation);
    }

    /**
     * A line that was thought of for a turn.
     *
     * @param worth what speaks for it, higher is better; 0 where it cannot be said
     * @param against why it cannot be said now; empty where it can
     */
    public record Considered(AuthoredLine line, double worth, String against) {}

    /** Every line of the acts of a turn, those that could be said first, the best of them in front. */
    public List<Considered> considered(Brief brief, List<Turn> conversation) {
        return picker.considered(brief, conversation);
    }

    /** How it would say it: up to so many lines, for a tone to go by. */
    List<String> samples(Brief brief, List<Turn> conversation, int most) {
        return picker.samples(brief, conversation, most);
    }

    /** A line of one act that fits this turn, whatever the turn's own act is. */
    Optional<String> line(String act, Brief brief, List<Turn> conversation) {
        return picker.single(act, brief, conversation);
    }
}
