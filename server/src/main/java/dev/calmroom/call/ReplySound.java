package dev.calmroom.call;

import dev.calmroom.audio.AudioClip;
import java.util.Arrays;

/** The sound of one reply while it grows. Written by the production, read by the playout, safe for both. */
final class ReplySound {
    private final int sampleRate;
    private short[] samples = new short[16_000];
    private int length;
    private boolean complete;

    ReplySound(int sampleRate) {
        this.sampleRate = sampleRate;
    }

    int sampleRate() {
        return sampleRate;
    }

    synchronized void append(AudioClip clip) {
        if (length + clip.length() > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(samples.length * 2, length + clip.length()));
        }
        System.arraycopy(clip.samples(), 0, samples, length, clip.length());
        length += clip.length();
        notifyAll();
    }

    synchronized void complete() {
        complete = true;
        notifyAll();
    }

    synchronized long length() {
        return length;
    }

    /**
     * @param from first sample wanted
     * @param most how many at most
     * @return what there is from there on; empty when it has not been made yet
     */
    synchronized short[] read(long from, int most) {
        int start = Math.toIntExact(Math.min(from, length));
        return Arrays.copyOfRange(samples, start, Math.min(length, start + most));
    }

    /** Waits until there is something from this sample on, or the track is complete, or so many milliseconds passed. */
    @SuppressWarnings("WaitNotInLoop") // May come back early: whoever waits reads again and waits anew.
    synchronized void await(long from, long millis) throws InterruptedException {
        if (length <= from && !complete) {
            wait(Math.max(1, millis));
        }
    }

    synchronized boolean endsAt(long sample) {
        return complete && sample >= length;
    }

    synchronized AudioClip clip() {
        return new AudioClip(Arrays.copyOf(samples, length), sampleRate);
    }
}
