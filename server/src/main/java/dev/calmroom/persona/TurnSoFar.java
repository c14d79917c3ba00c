package dev.calmroom.persona;

import java.util.ArrayList;
import java.util.List;

/**
 * What of a turn a listener has heard: a bridge, sentences of a model. Where the leader does not play, as it seems, sentences
 * are held back until all of the answer is there, since one that does as it was told is often given away by the next («Yes.»
 * «I'm a program.»).
 */
final class TurnSoFar {
    private final WordingListener listener;
    private final boolean holds;
    private final List<String> held = new ArrayList<>();
    private String bridged = "";
    private String said = "";

    TurnSoFar(WordingListener listener, boolean holds) {
        this.listener = listener;
        this.holds = holds;
    }

    void bridge(String clause) {
        bridged = clause;
        listener.onText(clause);
        listener.onPause();
    }

    void say(String sentence) {
        if (holds) {
            held.add(sentence);
        } else {
            speak(sentence);
        }
    }

    /** Nothing more comes: what is held back is said. */
    void release() {
        held.forEach(this::speak);
        held.clear();
    }

    /** Nothing tells whether what is held back was fair: it is never said. */
    void dropHeld() {
        held.clear();
    }

    /**
     * A sentence is not spoken. Where it ends the turn, what was held back goes with it.
     *
     * @param most so many words are no more than a bridge where nothing comes behind them
     * @return whether the turn ends with it
     */
    boolean breakOff(Objection objection, int most) {
        if (!objection.ends()) {
            return false;
        }
        held.clear();
        if (words() <= most) {
            bridged = (bridged + " " + said).strip();
            said = "";
        }
        return true;
    }

    private void speak(String sentence) {
        listener.onText((said + bridged).isEmpty() ? sentence : " " + sentence);
        said = (said + " " + sentence).strip();
        listener.onPause();
    }

    /** Neither a bridge nor a word of a model. */
    boolean isUnheard() {
        return (said + bridged).isEmpty();
    }

    boolean isSilent() {
        return said.isEmpty();
    }

    /** Of a model, spoken or held back. */
    int words() {
        return held.stream().mapToInt(SaidSoFar::words).sum() + SaidSoFar.words(said);
    }

    /** What was said while the model was late, or is no more than that; may be empty. */
    String bridged() {
        return bridged;
    }
}
