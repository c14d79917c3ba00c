package dev.calmroom.audio;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Fundamental frequency of a voice, by normalised autocorrelation of 40 ms windows. For measuring, not for music. */
public final class Pitch {
    private static final int LOWEST = 60;
    private static final int HIGHEST = 320;
    /** Below this likeness of a window to itself one period later it is not voiced. */
    private static final double VOICED = 0.6;

    private Pitch() {}

    /** @return the median over all voiced windows in hertz; nothing when no window is voiced */
    public static OptionalDouble median(AudioClip clip) {
        int window = clip.sampleRate() / 25;
        double[] found = IntStream.iterate(0, at -> at + 2 * window <= clip.length(), at -> at + window / 2)
                .filter(at -> Loudness.rms(clip.samples(), at, at + window) > -45)
                .mapToDouble(at -> of(clip, at, window))
                .filter(hertz -> hertz > 0)
                .sorted()
                .toArray();
        return found.length == 0
                ? OptionalDouble.empty()
                : Arrays.stream(found).skip(found.length / 2).findFirst();
    }

    private static double of(AudioClip clip, int at, int window) {
        int shortest = clip.sampleRate() / HIGHEST;
        int longest = clip.sampleRate() / LOWEST;
        int best = 0;
        double most = VOICED;
        for (int lag = shortest; lag <= longest; lag++) {
            // A period's multiples fit as well: the longer lag must be clearly better.
            double likeness = likeness(clip.samples(), at, lag, window);
            if (likeness > most * (best == 0 ? 1 : 1.05)) {
                most = likeness;
                best = lag;
            }
        }
        return best == 0 ? 0 : (double) clip.sampleRate() / best;
    }

    private static double likeness(short[] samples, int at, int lag, int window) {
        double product = 0;
        double one = 1;
        double other = 1;
        for (int i = at; i < at + window && i + lag < samples.length; i++) {
            product += (double) samples[i] * samples[i + lag];
            one += (double) samples[i] * samples[i];
            other += (double) samples[i + lag] * samples[i + lag];
        }
        return product / Math.sqrt(one * other);
    }
}
