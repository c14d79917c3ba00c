package dev.calmroom.synthesis;

import java.util.List;

/** A voice that the client has by itself, of which nothing is known but that it takes words, rate, pitch and volume. */
public final class ClientVoice {
    private static final ProsodyScale SCALE = ProsodyScale.of("client");

    private ClientVoice() {}

    /** @return the prosody within the bounds in which unknown voices stay intelligible */
    public static Prosody bounded(Prosody wanted) {
        return SCALE.bounded(wanted);
    }

    /**
     * What the voice is to say, as every other engine says it: such a voice reads «90-min» or «v2.3.1» in a way of its own.
     *
     * @return pieces that together are all of the clause; empty where it is said as it is written
     */
    public static List<SaidWords> said(String clause) {
        List<SaidWords> pieces = SpeakableText.pieces(clause);
        String words = String.join("", pieces.stream().map(SaidWords::words).toList());
        // Of nothing but signs nothing would be left, and of an utterance without words no browser tells the end.
        return words.equals(clause) || words.codePoints().noneMatch(Character::isLetterOrDigit) ? List.of() : pieces;
    }
}
