package dev.calmroom.synthesis;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.audio.Silence;
import java.time.Duration;

/** What every engine's clause goes through: no silence at its ends, the same loudness as every other voice. */
final class Levelling {
    /** Synthetic voices are silent between words, so the floor can be low. */
    private static final double FLOOR = -50;

    private static final Duration KEPT = Duration.ofMillis(10);

    private Levelling() {}

    static AudioClip level(AudioClip clause, double volume) {
        AudioClip trimmed = Silence.trim(clause, FLOOR, KEPT);
        return Loudness.amplify(
                trimmed, Loudness.gainTo(trimmed, Loudness.TARGET) * Math.min(volume, headroom(trimmed)));
    }

    /** How much louder than the target the clause can be spoken without clipping. */
    private static double headroom(AudioClip clip) {
        double peakAtTarget = Loudness.peak(clip.samples()) + 20 * Math.log10(Loudness.gainTo(clip, Loudness.TARGET));
        return Math.max(1, Math.pow(10, (-0.5 - peakAtTarget) / 20));
    }
}
