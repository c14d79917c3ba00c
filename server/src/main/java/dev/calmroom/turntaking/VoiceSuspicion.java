package dev.calmroom.turntaking;

import java.util.Optional;

/**
 * The first sign of a voice, a window or three before {@link SpeechSegmenter} is certain: words often begin with a hiss
 * or a breath that the detector gives little credit at first («stop», «sorry», «hold on»). Too rash a sign to open a
 * turn by, soon enough to make somebody speak more softly. Where a noise keeps the detector in doubt all the time, only
 * what stands out from that is a sign. Pure state, no clock.
 */
public final class VoiceSuspicion {
    static final double SIGN = VoicesApart.FITTED.sign();
    private static final double STANDS_OUT = VoicesApart.FITTED.standsOut();
    /** The usual doubt is that of the last two seconds or so. */
    private static final double MEMORY = 1.0 / 64;
    /** Windows in a row without a sign after which it was nothing. */
    private static final int PASSES = 2;
    /** A third of a second, in windows: doubt that no voice has come out of by then is a noise. */
    private static final int LASTS = 10;

    private double usual;
    private boolean suspected;
    private int without;
    private int uncertain;

    /** What a window changed. */
    public enum Change {
        RAISED,
        PASSED
    }

    public boolean isRaised() {
        return suspected;
    }

    /**
     * @param frame the next window
     * @param certain whether a voice is known to be there: it keeps the suspicion up
     */
    public Optional<Change> accept(VoiceFrame frame, boolean certain) {
        boolean sign = certain || frame.voice() >= Math.max(SIGN, STANDS_OUT * usual);
        if (!certain && !sign && !suspected) {
            usual += MEMORY * (frame.voice() - usual);
        }
        uncertain = certain ? 0 : uncertain + 1;
        if (sign && !suspected) {
            suspected = true;
            without = 0;
            uncertain = 1;
            return Optional.of(Change.RAISED);
        }
        without = sign ? 0 : without + 1;
        if (!suspected || (without < PASSES && uncertain <= LASTS)) {
            return Optional.empty();
        }
        if (uncertain > LASTS) {
            usual = Math.max(usual, Math.min(frame.voice(), 1 / STANDS_OUT));
        }
        reset();
        return Optional.of(Change.PASSED);
    }

    public void reset() {
        suspected = false;
        without = 0;
        uncertain = 0;
    }
}
