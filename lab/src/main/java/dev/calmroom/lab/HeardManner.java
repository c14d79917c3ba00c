package dev.calmroom.lab;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.audio.Pitch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What can be told of a clip without a word of it: level, pitch, pace and pauses. Pace is counted in peaks of the
 * loudness, which are about the vowels (de Jong and Wempe, «Praat script to detect syllable nuclei», 2009).
 *
 * @param level dBFS over what sounds
 * @param semitones median pitch, above 55 Hz
 * @param pace peaks of loudness a second of what sounds
 * @param paused share of the time in which nothing sounds
 * @param pause seconds of the longest silence
 * @param pauses silences of a fifth of a second or more, a second
 */
record HeardManner(double level, double semitones, double pace, double paused, double pause, double pauses) {
    static final List<String> NAMES =
            List.of("level, dB", "pitch, semitones", "pace, 1/s", "paused", "longest pause, s", "pauses, 1/s");

    /** Windows of 10 ms. */
    private static final int A_SECOND = 100;

    private static final double SILENT = -45;
    /** A peak stands out from the dips beside it by so many dB. */
    private static final double STANDS_OUT = 3;

    private static final int A_PAUSE = A_SECOND / 5;

    static HeardManner of(AudioClip clip) {
        double[] levels = levels(clip);
        List<Integer> silences = silences(levels);
        double seconds = (double) levels.length / A_SECOND;
        long silent = Arrays.stream(levels).filter(level -> level < SILENT).count();
        double sounding = Math.max(1, levels.length - silent) / (double) A_SECOND;
        return new HeardManner(
                Loudness.ofSpeech(clip),
                12 * Math.log(Pitch.median(clip).orElse(55) / 55) / Math.log(2),
                peaks(smooth(levels)) / sounding,
                silent / (double) Math.max(1, levels.length),
                silences.stream().mapToInt(Integer::intValue).max().orElse(0) / (double) A_SECOND,
                silences.stream().filter(length -> length >= A_PAUSE).count() / seconds);
    }

    double[] figures() {
        return new double[] {level, semitones, pace, paused, pause, pauses};
    }

    private static double[] levels(AudioClip clip) {
        int window = clip.sampleRate() / A_SECOND;
        double[] levels = new double[clip.length() / window];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Loudness.rms(clip.samples(), i * window, (i + 1) * window);
        }
        return levels;
    }

    private static List<Integer> silences(double[] levels) {
        List<Integer> lengths = new ArrayList<>();
        int length = 0;
        for (double level : levels) {
            if (level < SILENT) {
                length++;
            } else if (length > 0) {
                lengths.add(length);
                length = 0;
            }
        }
        return lengths;
    }

    /** Over 70 ms, less than half a syllable. */
    private static double[] smooth(double[] levels) {
        double[] smooth = new double[levels.length];
        for (int i = 0; i < levels.length; i++) {
            smooth[i] = Arrays.stream(levels, Math.max(0, i - 3), Math.min(levels.length, i + 4))
                    .average()
                    .orElse(Loudness.SILENCE);
        }
        return smooth;
    }

    private static int peaks(double[] levels) {
        int peaks = 0;
        double highest = Loudness.SILENCE;
        double lowest = Loudness.SILENCE;
        boolean rising = true;
        for (double level : levels) {
            highest = Math.max(highest, level);
            lowest = Math.min(lowest, level);
            if (rising && level < highest - STANDS_OUT) {
                peaks += highest > SILENT + 10 ? 1 : 0;
                rising = false;
                lowest = level;
            } else if (!rising && level > lowest + STANDS_OUT) {
                rising = true;
                highest = level;
            }
        }
        return peaks;
    }
}
