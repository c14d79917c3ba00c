package dev.calmroom.caller;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.protocol.SpeakingState;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A loudspeaker's part for one turn of the persona: a jitter buffer of 60 ms, then real time, 20 ms a tick; holds,
 * goes on and drops as the server says. Guarded by the {@link Phone} that owns it.
 */
public final class Playback {
    private static final int BUFFER_TICKS = 3;
    /** -50 dB under full scale. */
    private static final int NOISE_FLOOR = 104;
    /** As the page does. */
    private static final double DUCKED = 1 / 3.0;

    private final int turn;
    private final int rate;
    private short[] samples = new short[16_000];
    private int arrived;
    private int played;
    private long firstArrival;
    private int firstSound = -1;
    private long heardSince;
    private int waited;
    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private double gain = 1;
    private boolean held;
    private boolean stopped;
    private boolean interrupted;
    private volatile long doneAt;

    /**
     * What the service said to do with the persona's voice.
     *
     * @param at {@link System#nanoTime()} when it came
     */
    public record Change(SpeakingState state, long at) {}

    Playback(int turn, int rate) {
        this.turn = turn;
        this.rate = rate;
    }

    public int turn() {
        return turn;
    }

    public int played() {
        return played;
    }

    /** {@link System#nanoTime()} at the first frame; 0 while there was none. */
    public long firstArrival() {
        return firstArrival;
    }

    /** {@link System#nanoTime()} when the first sample above the noise floor was played; 0 while there was none. */
    public long heardSince() {
        return heardSince;
    }

    public boolean isDone() {
        return doneAt != 0;
    }

    /** {@link System#nanoTime()} when all was played or it was cut off; 0 before. */
    public long doneAt() {
        return doneAt;
    }

    boolean isPlaying() {
        return arrived > 0 && !isDone();
    }

    public boolean wasInterrupted() {
        return interrupted;
    }

    void arrived(long offset, short[] frame) {
        if (arrived == 0) {
            firstArrival = System.nanoTime();
        }
        int end = Math.toIntExact(offset) + frame.length;
        if (end > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(end, samples.length * 2));
        }
        System.arraycopy(frame, 0, samples, Math.toIntExact(offset), frame.length);
        for (int i = 0; i < frame.length && firstSound < 0; i++) {
            if (Math.abs(frame[i]) > NOISE_FLOOR) {
                firstSound = Math.toIntExact(offset) + i;
            }
        }
        arrived = Math.max(arrived, end);
    }

    void state(SpeakingState state) {
        changes.add(new Change(state, System.nanoTime()));
        switch (state) {
            case LOWERED -> gain = DUCKED;
            case HELD -> held = true;
            case RAISED, STARTED -> {
                held = false;
                gain = 1;
            }
            case STOPPED -> stopped = true;
            case INTERRUPTED -> interrupted = true;
        }
    }

    /** What has been said about it so far, in order. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    /** Adds what sounds between two moments to a frame of the loudspeaker. */
    void sound(int from, int to, short[] frame) {
        for (int i = from; i < to; i++) {
            frame[i - from] = (short)
                    Math.clamp(frame[i - from] + Math.round(samples[i] * gain), Short.MIN_VALUE, Short.MAX_VALUE);
        }
    }

    int rate() {
        return rate;
    }

    /** Twenty milliseconds pass. @return whether this turn has just come to its end */
    boolean tick() {
        if (isDone() || (arrived == 0 && !interrupted && !stopped)) {
            return false;
        }
        if (!held && !interrupted && ++waited > BUFFER_TICKS) {
            played = Math.min(arrived, played + rate / 50);
            if (heardSince == 0 && firstSound >= 0 && played > firstSound) {
                heardSince = System.nanoTime();
            }
        }
        if (interrupted || (stopped && played >= arrived)) {
            doneAt = System.nanoTime();
        }
        return isDone();
    }

    public AudioClip clip() {
        return new AudioClip(Arrays.copyOf(samples, played), rate);
    }
}
