package dev.calmroom.cli;

import dev.calmroom.audio.AudioClip;
import java.util.Arrays;

/**
 * A loudspeaker's part for one turn of the persona: a jitter buffer of 60 ms, then real time, 20 ms a tick; holds,
 * goes on and drops as the server says. Guarded by the {@link Phone} that owns it.
 */
final class Playback {
    private static final int BUFFER_TICKS = 3;

    private final int turn;
    private final int rate;
    private short[] samples = new short[16_000];
    private int arrived;
    private int played;
    private long firstArrival;
    private int waited;
    private boolean held;
    private boolean stopped;
    private boolean interrupted;
    private boolean done;

    Playback(int turn, int rate) {
        this.turn = turn;
        this.rate = rate;
    }

    int turn() {
        return turn;
    }

    int played() {
        return played;
    }

    /** {@link System#nanoTime()} at the first frame; 0 while there was none. */
    long firstArrival() {
        return firstArrival;
    }

    boolean isDone() {
        return done;
    }

    boolean isPlaying() {
        return arrived > 0 && !done;
    }

    boolean wasInterrupted() {
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
        arrived = Math.max(arrived, end);
    }

    void state(String state) {
        switch (state) {
            case "held" -> held = true;
            case "raised", "started" -> held = false;
            case "stopped" -> stopped = true;
            case "interrupted" -> interrupted = true;
            default -> {}
        }
    }

    /** Twenty milliseconds pass. @return whether this turn has just come to its end */
    boolean tick() {
        if (done || arrived == 0 && !interrupted) {
            return false;
        }
        if (!held && !interrupted && ++waited > BUFFER_TICKS) {
            played = Math.min(arrived, played + rate / 50);
        }
        done = interrupted || stopped && played >= arrived;
        return done;
    }

    AudioClip clip() {
        return new AudioClip(Arrays.copyOf(samples, played), rate);
    }
}
