package dev.calmroom.turntaking;

import java.util.function.Consumer;

/**
 * How loud a sound is in each of a few bands of speech, every {@link #STEP_MILLIS} milliseconds: band-pass biquads
 * (Bristow-Johnson, «Cookbook formulae for audio EQ biquad filter coefficients») and a mean of squares. The same sound
 * at another sample rate has the same envelope. For one stream and one thread.
 */
final class BandEnvelope {
    static final int STEP_MILLIS = 8;
    /** Middles of the bands in hertz: voiced sounds, formants, and the lower part of the hiss; no mains hum. */
    private static final double[] MIDDLES = {250, 500, 900, 1_500, 2_300, 3_400};

    static final int BANDS = MIDDLES.length;
    private static final double QUALITY = 1.6;
    /** A millionth of the smallest step of a sample. */
    private static final double STILL = 1e-6;

    private final double[] gain = new double[BANDS];
    private final double[] feedback1 = new double[BANDS];
    private final double[] feedback2 = new double[BANDS];
    private final double[] past1 = new double[BANDS];
    private final double[] past2 = new double[BANDS];
    private final double[] energy = new double[BANDS];
    private final int rate;
    private long heard;
    private long steps;
    private int counted;

    /** @param rate samples a second, at least 8,000 */
    BandEnvelope(int rate) {
        this.rate = rate;
        for (int band = 0; band < BANDS; band++) {
            double turn = 2 * Math.PI * MIDDLES[band] / rate;
            double alpha = Math.sin(turn) / (2 * QUALITY);
            gain[band] = alpha / (1 + alpha);
            feedback1[band] = -2 * Math.cos(turn) / (1 + alpha);
            feedback2[band] = (1 - alpha) / (1 + alpha);
        }
    }

    /** How many samples the next step still wants. */
    int wanted() {
        return Math.toIntExact((steps + 1) * STEP_MILLIS * rate / 1_000 - heard);
    }

    /**
     * @param samples the next of the stream
     * @param step told the amplitude (root mean square, in units of a 16-bit sample) of each band, for each step that
     *     was completed
     */
    void accept(short[] samples, Consumer<float[]> step) {
        accept(samples, 0, samples.length, step);
    }

    void accept(short[] samples, int from, int to, Consumer<float[]> step) {
        for (int at = from; at < to; ) {
            int end = Math.min(to, at + wanted());
            for (int band = 0; band < BANDS; band++) {
                filter(band, samples, at, end);
            }
            heard += end - at;
            counted += end - at;
            at = end;
            if (wanted() == 0) {
                steps++;
                step.accept(amplitudes());
            }
        }
    }

    private void filter(int band, short[] samples, int from, int to) {
        double b = gain[band];
        double a1 = feedback1[band];
        double a2 = feedback2[band];
        double s1 = past1[band];
        double s2 = past2[band];
        double sum = 0;
        for (int i = from; i < to; i++) {
            double x = samples[i];
            double y = b * x + s1;
            s1 = s2 - a1 * y;
            s2 = -b * x - a2 * y;
            sum += y * y;
        }
        past1[band] = audible(s1);
        past2[band] = audible(s2);
        energy[band] += sum;
    }

    /** In digital silence a filter rings on in numbers so small that a processor takes a hundred times as long for them. */
    private static double audible(double state) {
        return Math.abs(state) < STILL ? 0 : state;
    }

    private float[] amplitudes() {
        float[] amplitudes = new float[BANDS];
        for (int band = 0; band < BANDS; band++) {
            amplitudes[band] = (float) Math.sqrt(energy[band] / counted);
            energy[band] = 0;
        }
        counted = 0;
        return amplitudes;
    }
}
