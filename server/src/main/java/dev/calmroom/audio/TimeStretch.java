package dev.calmroom.audio;

/**
 * Changes length and pitch of speech apart from each other: waveform similarity overlap-add (Verhelst and Roelands,
 * 1993) for the length, resampling on top of it for the pitch. Good between about 0.7 and 1.4.
 */
public final class TimeStretch {
    private static final int WINDOWS_A_SECOND = 40;
    private static final int SEARCHES_A_SECOND = 120;

    private TimeStretch() {}

    /**
     * @param rate speaking rate, 2 is twice as fast
     * @param pitch fundamental frequency, 1 unchanged
     * @throws IllegalArgumentException when one is not from 0.5 to 2
     */
    public static AudioClip change(AudioClip clip, double rate, double pitch) {
        check(rate);
        check(pitch);
        if (pitch == 1) {
            return stretch(clip, 1 / rate);
        }
        AudioClip longer = stretch(clip, pitch / rate);
        int playedAt = (int) Math.round(clip.sampleRate() * pitch);
        return new AudioClip(
                Resampler.resample(new AudioClip(longer.samples(), playedAt), clip.sampleRate())
                        .samples(),
                clip.sampleRate());
    }

    private static void check(double factor) {
        if (!(factor >= 0.5 && factor <= 2)) {
            throw new IllegalArgumentException("speech can be changed by 0.5 to 2, not " + factor);
        }
    }

    /** @param factor length of the result against that of the clip */
    private static AudioClip stretch(AudioClip clip, double factor) {
        int window = clip.sampleRate() / WINDOWS_A_SECOND & ~1;
        if (factor == 1 || clip.length() < 4 * window) {
            return clip;
        }
        int hop = window / 2;
        int search = clip.sampleRate() / SEARCHES_A_SECOND;
        short[] in = clip.samples();
        int length = (int) Math.round(in.length * factor);
        double[] out = new double[length + window];
        int from = 0;
        for (int at = 0; at < length; at += hop) {
            add(in, from, out, at, window, at == 0);
            int natural = from + hop;
            int wanted = (int) Math.round((at + hop) / factor);
            from = best(in, natural, wanted, search, window);
        }
        short[] samples = new short[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (short) Math.clamp(Math.round(out[i]), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return new AudioClip(samples, clip.sampleRate());
    }

    /** Overlaps of half a Hann window add up to one. */
    private static void add(short[] in, int from, double[] out, int at, int window, boolean first) {
        for (int i = 0; i < window && at + i < out.length; i++) {
            boolean fadeIn = i < window / 2;
            double weight = first && fadeIn ? 1 : 0.5 - 0.5 * Math.cos(2 * Math.PI * i / window);
            out[at + i] += weight * sample(in, from + i);
        }
    }

    /** The place near the wanted one whose sound goes on most like what naturally followed. */
    private static int best(short[] in, int natural, int wanted, int search, int window) {
        int best = wanted;
        double most = Double.NEGATIVE_INFINITY;
        for (int candidate = wanted - search; candidate <= wanted + search; candidate += 2) {
            double likeness = likeness(in, natural, candidate, window);
            if (likeness > most) {
                most = likeness;
                best = candidate;
            }
        }
        return best;
    }

    private static double likeness(short[] in, int one, int other, int window) {
        double product = 0;
        double energy = 1;
        for (int i = 0; i < window; i += 2) {
            double sample = sample(in, other + i);
            product += sample(in, one + i) * sample;
            energy += sample * sample;
        }
        return product / Math.sqrt(energy);
    }

    private static double sample(short[] in, int at) {
        return at < 0 || at >= in.length ? 0 : in[at];
    }
}
