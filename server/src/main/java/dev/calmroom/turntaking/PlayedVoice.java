package dev.calmroom.turntaking;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the client's loudspeaker is taken to be playing, step by step: sound is sent ahead of time and plays one piece
 * after the other; when the persona is held the rest waits, when it is cut off the rest is dropped. The true
 * loudspeaker is later than this by the line and its buffers, always by about the same. Not thread-safe.
 */
final class PlayedVoice {
    /** How many steps can be looked back at; a power of two. */
    static final int KEPT = 256;

    private static final float[] NOTHING = new float[BandEnvelope.BANDS];

    /** How much of the level stays in the room from step to step: 60 dB in half a second, an ordinary room. */
    private static final float STAYS = (float) Math.pow(10, -60.0 / 20 * BandEnvelope.STEP_MILLIS / 500);

    /** 50 dB under full scale, 30 dB under a voice. */
    private static final float AUDIBLE = 104;

    private final float[][] levels = new float[KEPT][];
    private final float[][] tails = new float[KEPT][];
    private final Deque<short[]> waiting = new ArrayDeque<>();
    private @Nullable BandEnvelope envelope;
    private int consumed;
    private boolean held;
    private long next;
    private long lastSound = Long.MIN_VALUE / 2;
    private long lastPause = Long.MIN_VALUE / 2;

    PlayedVoice() {
        Arrays.fill(levels, NOTHING);
        Arrays.fill(tails, NOTHING);
    }

    void play(short[] samples, int rate) {
        if (envelope == null) {
            envelope = new BandEnvelope(rate);
        }
        waiting.addLast(samples);
    }

    void hold(boolean hold) {
        held = hold;
    }

    void drop() {
        waiting.clear();
        consumed = 0;
        held = false;
    }

    /** Plays on up to this step, without it. */
    void advance(long step) {
        if (step - next > KEPT && (held || waiting.isEmpty())) {
            next = step - KEPT;
        }
        while (next < step) {
            float[] level = held || waiting.isEmpty() ? NOTHING : one();
            levels[index(next)] = level;
            float[] tail = decayed(tails[index(next - 1)], level);
            tails[index(next)] = tail;
            if (!isAudible(tail)) {
                lastPause = next;
            }
            next++;
        }
    }

    private float[] one() {
        BandEnvelope heard = Objects.requireNonNull(envelope, "nothing has been played");
        float[][] made = new float[1][];
        while (made[0] == null && !waiting.isEmpty()) {
            short[] samples = waiting.getFirst();
            int end = Math.min(samples.length, consumed + heard.wanted());
            heard.accept(samples, consumed, end, amplitudes -> made[0] = amplitudes);
            consumed = end;
            if (consumed == samples.length) {
                waiting.removeFirst();
                consumed = 0;
            }
        }
        if (made[0] == null) {
            return NOTHING;
        }
        lastSound = next;
        return made[0];
    }

    private static float[] decayed(float[] before, float[] level) {
        float[] tail = new float[BandEnvelope.BANDS];
        for (int band = 0; band < tail.length; band++) {
            tail[band] = Math.max(level[band], before[band] * STAYS);
        }
        return tail;
    }

    private static boolean isAudible(float[] tail) {
        for (float level : tail) {
            if (level > AUDIBLE) {
                return true;
            }
        }
        return false;
    }

    /** What was played in a step, amplitude by band; silence where that is not known (any more). */
    float[] level(long step) {
        return known(step) ? levels[index(step)] : NOTHING;
    }

    /** What of it may still be in the room, amplitude by band. */
    float[] tail(long step) {
        return known(step) ? tails[index(step)] : NOTHING;
    }

    /** The last step in which something was played. */
    long lastSound() {
        return lastSound;
    }

    /**
     * The last step that was quiet even with its tail: since then the persona has spoken with no more than short
     * breaks.
     */
    long lastPause() {
        return lastPause;
    }

    private boolean known(long step) {
        return step < next && step >= next - KEPT;
    }

    private static int index(long step) {
        return (int) (step & (KEPT - 1));
    }
}
