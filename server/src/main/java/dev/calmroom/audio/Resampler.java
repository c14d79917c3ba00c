package dev.calmroom.audio;

import java.util.Arrays;

/**
 * Changes the rate of a stream of sound: polyphase windowed-sinc interpolation (Smith, «Digital Audio Resampling»).
 *
 * <p>The low pass has 32 zero crossings on each side of the lower of the two rates, a Kaiser window with β = 9, and its
 * middle at 0.92 of the lower Nyquist frequency: flat within 0.1 dB up to 0.84 of it, and more than 80 dB down beyond
 * it. Linear phase; the delay is taken off, so that what comes out lines up with what went in. For one stream and one
 * thread.
 */
public final class Resampler {
    private static final int ZERO_CROSSINGS = 32;
    private static final double BETA = 9;
    private static final double CUTOFF = 0.92;

    private final int up;
    private final int down;
    private final int half;
    private final float[][] phases;

    private float[] history;
    private int held;
    /** Index of the first held input sample, counted from the stream's first; negative ones are silence before it. */
    private long base;

    private long produced;
    private long received;

    /** @throws IllegalArgumentException when a rate is not from 8,000 to 192,000 */
    public Resampler(int from, int to) {
        AudioClip.silence(java.time.Duration.ZERO, from);
        AudioClip.silence(java.time.Duration.ZERO, to);
        int common = greatestCommonDivisor(from, to);
        this.up = to / common;
        this.down = from / common;
        double scale = Math.min(1.0, (double) to / from);
        this.half = (int) Math.ceil(ZERO_CROSSINGS / scale);
        this.phases = filter(up, half, scale);
        this.history = new float[4 * half];
        this.held = half;
        this.base = -half;
    }

    /** @return the whole clip at another rate; its length is rounded up */
    public static AudioClip resample(AudioClip clip, int rate) {
        if (clip.sampleRate() == rate) {
            return clip;
        }
        Resampler resampler = new Resampler(clip.sampleRate(), rate);
        short[] begin = resampler.accept(clip.samples());
        short[] end = resampler.finish();
        short[] all = Arrays.copyOf(begin, begin.length + end.length);
        System.arraycopy(end, 0, all, begin.length, end.length);
        return new AudioClip(all, rate);
    }

    /**
     * @return what can be said about the new rate so far; lags the input by half the filter. Between equal rates the
     *     samples as they are, the very array
     */
    public short[] accept(short[] samples) {
        if (up == down) {
            return samples;
        }
        received += samples.length;
        return convolve(samples);
    }

    /** The stream is over. @return what was still held back; together the outputs have ⌈input · to / from⌉ samples */
    public short[] finish() {
        if (up == down) {
            return new short[0];
        }
        long whole = (received * up + down - 1) / down;
        short[] tail = convolve(new short[half + 1]);
        long before = produced - tail.length;
        return Arrays.copyOf(tail, Math.toIntExact(whole - before));
    }

    private short[] convolve(short[] samples) {
        append(samples);
        int possible = (int) Math.max(0, (long) held * up / down + 2);
        short[] out = new short[possible];
        int count = 0;
        while (true) {
            long centre = produced * down / up;
            int from = (int) (centre - half + 1 - base);
            if (from + 2 * half > held) {
                break;
            }
            float[] taps = phases[(int) (produced * down % up)];
            double sum = 0;
            for (int i = 0; i < taps.length; i++) {
                sum += taps[i] * history[from + i];
            }
            out[count++] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
            produced++;
        }
        forget();
        return Arrays.copyOf(out, count);
    }

    private void append(short[] samples) {
        if (held + samples.length > history.length) {
            history = Arrays.copyOf(history, Math.max(2 * history.length, held + samples.length));
        }
        for (short sample : samples) {
            history[held++] = sample;
        }
    }

    private void forget() {
        long firstNeeded = produced * down / up - half + 1;
        int gone = Math.clamp(firstNeeded - base, 0, held);
        System.arraycopy(history, gone, history, 0, held - gone);
        held -= gone;
        base += gone;
    }

    private static float[][] filter(int up, int half, double scale) {
        double cutoff = CUTOFF * scale;
        float[][] phases = new float[up][2 * half];
        for (int phase = 0; phase < up; phase++) {
            double fraction = (double) phase / up;
            double sum = 0;
            for (int i = 0; i < 2 * half; i++) {
                double x = i - half + 1 - fraction;
                double tap = cutoff * sinc(cutoff * x) * kaiser(x / half);
                phases[phase][i] = (float) tap;
                sum += tap;
            }
            for (int i = 0; i < 2 * half; i++) {
                // Each phase passes a constant unchanged; otherwise quiet sound gets a whistle at the lower rate.
                phases[phase][i] /= (float) sum;
            }
        }
        return phases;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double kaiser(double x) {
        return Math.abs(x) >= 1 ? 0 : besselI0(BETA * Math.sqrt(1 - x * x)) / besselI0(BETA);
    }

    private static double besselI0(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-12 * sum; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
