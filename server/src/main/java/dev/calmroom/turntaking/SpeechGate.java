package dev.calmroom.turntaking;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Lets only speech through to the recogniser, with what came shortly before it, so that no first syllable is lost, and
 * with a rest after it. For one stream and one thread.
 */
public final class SpeechGate {

    /** A piece of the stream. @param position of its first sample */
    public record Piece(long position, short[] samples) {}

    private final long preRoll;
    private final long hangover;
    private final Deque<Piece> held = new ArrayDeque<>();
    private long heldSamples;
    private long openUntil = Long.MIN_VALUE;

    /**
     * @param preRoll samples from before speech was noticed; Silero notices a soft onset up to 150 ms late
     * @param hangover samples after speech ended; the recogniser wants some silence to settle its last word
     */
    public SpeechGate(long preRoll, long hangover) {
        this.preRoll = preRoll;
        this.hangover = hangover;
    }

    public static SpeechGate standard() {
        return new SpeechGate(16_000 * 4 / 10, 16_000 / 2);
    }

    /**
     * @param speaking whether there is voice at the end of this piece
     * @return what the recogniser shall hear now, in order; often empty
     */
    public List<Piece> accept(Piece piece, boolean speaking) {
        long end = piece.position() + piece.samples().length;
        if (speaking) {
            openUntil = end + hangover;
        }
        if (end <= openUntil) {
            List<Piece> pass = new ArrayList<>(held);
            held.clear();
            heldSamples = 0;
            pass.add(piece);
            return pass;
        }
        hold(piece);
        return List.of();
    }

    public boolean isOpen(long position) {
        return position < openUntil;
    }

    private void hold(Piece piece) {
        held.addLast(piece);
        heldSamples += piece.samples().length;
        while (heldSamples - held.getFirst().samples().length >= preRoll) {
            heldSamples -= held.removeFirst().samples().length;
        }
    }
}
