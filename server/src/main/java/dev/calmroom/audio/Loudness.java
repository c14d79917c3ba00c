package dev.calmroom.audio;

import java.util.Arrays;

/**
 * Levels in dB relative to full scale, and bringing a voice to one of them. RMS over the parts that sound (a simple
 * stand-in for the gating of EBU R128, good enough for one voice without music).
 */
public final class Loudness {
    /** Where every voice is brought to, in dBFS RMS: speech keeps about 15 dB of room for its peaks. */
    public static final double TARGET = -20;

    /** Digital silence. */
    public static final double SILENCE = -96;

    private static final double FULL_SCALE = 32_768;
    /** Highest peak after gain: 1 dB under full scale, so that resampling and codecs have room. */
    private static final double PEAK = FULL_SCALE * 0.89;
    /** Blocks this far under the loudest are pauses and do not count. */
    private static final double GATE = -25;

    private Loudness() {}

    /** @return root mean square in dBFS, {@link #SILENCE} to 0 */
    public static double rms(short[] samples) {
        return rms(samples, 0, samples.length);
    }

    /** @return the greatest magnitude in dBFS, {@link #SILENCE} to 0 */
    public static double peak(short[] samples) {
        return decibels(magnitude(samples));
    }

    /** @return RMS in dBFS of the 50 ms blocks that sound, {@link #SILENCE} when none does */
    public static double ofSpeech(AudioClip clip) {
        int block = clip.sampleRate() / 20;
        double[] levels = new double[Math.max(1, clip.length() / block)];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = rms(clip.samples(), i * block, Math.min(clip.length(), (i + 1) * block));
        }
        double loudest = Arrays.stream(levels).max().orElse(SILENCE);
        double power = Arrays.stream(levels)
                .filter(level -> level > SILENCE && level >= loudest + GATE)
                .map(level -> Math.pow(10, level / 10))
                .average()
                .orElse(0);
        return power == 0 ? SILENCE : Math.max(SILENCE, 10 * Math.log10(power));
    }

    /**
     * The gain that brings the clip to a level without a single sample beyond full scale.
     *
     * @param target dBFS RMS
     * @return a factor; 1 for silence
     */
    public static double gainTo(AudioClip clip, double target) {
        double level = ofSpeech(clip);
        int most = magnitude(clip.samples());
        if (level <= SILENCE || most == 0) {
            return 1;
        }
        return Math.min(Math.pow(10, (target - level) / 20), PEAK / most);
    }

    /** @return the greatest gain under which no sample of the clip goes beyond its 1 dB of room */
    public static double loudest(AudioClip clip) {
        int most = magnitude(clip.samples());
        return most == 0 ? 1 : PEAK / most;
    }

    /** Multiplies each sample; what would go beyond full scale is held there. */
    public static AudioClip amplify(AudioClip clip, double gain) {
        short[] louder = new short[clip.length()];
        for (int i = 0; i < louder.length; i++) {
            louder[i] = (short) Math.clamp(Math.round(clip.samples()[i] * gain), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return new AudioClip(louder, clip.sampleRate());
    }

    /** Brings a clip to a level, never clipping: a clip with high peaks stays softer. */
    public static AudioClip normalise(AudioClip clip, double target) {
        return amplify(clip, gainTo(clip, target));
    }

    /** @return RMS in dBFS of a part, from {@code from} up to but without {@code to} */
    public static double rms(short[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return to <= from ? SILENCE : decibels(Math.sqrt(sum / (to - from)));
    }

    private static int magnitude(short[] samples) {
        int most = 0;
        for (short sample : samples) {
            most = Math.max(most, Math.abs((int) sample));
        }
        return most;
    }

    private static double decibels(double magnitude) {
        return magnitude <= 0 ? SILENCE : Math.max(SILENCE, 20 * Math.log10(magnitude / FULL_SCALE));
    }
}
