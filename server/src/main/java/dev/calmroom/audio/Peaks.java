package dev.calmroom.audio;

import java.util.Arrays;

/** How loud sound is, for drawing it: the loudest sample of each 50 ms, 0 to 255 for silence to full scale. For one thread. */
public final class Peaks {
    /** How many there are in a second. */
    public static final int A_SECOND = 20;

    private final int window;
    private byte[] peaks = new byte[1 << 10];
    private int count;
    private int within;
    private int loudest;

    public Peaks(int sampleRate) {
        window = sampleRate / A_SECOND;
    }

    /** Follows what was taken before. */
    public void accept(short[] samples) {
        for (short sample : samples) {
            loudest = Math.max(loudest, Math.abs((int) sample));
            if (++within == window) {
                keep();
            }
        }
    }

    private void keep() {
        if (count == peaks.length) {
            peaks = Arrays.copyOf(peaks, 2 * count);
        }
        peaks[count++] = (byte) Math.min(255, loudest >> 7);
        within = 0;
        loudest = 0;
    }

    /** All of them, a byte each, unsigned. */
    public byte[] toBytes() {
        if (within > 0) {
            keep();
        }
        return Arrays.copyOf(peaks, count);
    }

    /**
     * @param peaks as {@link #toBytes()} gives them
     * @param most of the answer, at least 1
     * @return the loudest of each stretch, all of the same length, 0 to 255
     */
    public static int[] reduced(byte[] peaks, int most) {
        int[] reduced = new int[Math.min(peaks.length, most)];
        for (int i = 0; i < peaks.length; i++) {
            int at = (int) ((long) i * reduced.length / peaks.length);
            reduced[at] = Math.max(reduced[at], peaks[i] & 0xFF);
        }
        return reduced;
    }
}
