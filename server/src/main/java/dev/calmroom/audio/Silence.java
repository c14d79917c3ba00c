package dev.calmroom.audio;

import java.time.Duration;

/** Finds where a clip begins and ceases to sound. */
public final class Silence {
    private static final int WINDOWS_A_SECOND = 200;

    private Silence() {}

    /**
     * Cuts away what is silent before and after.
     *
     * @param floor dBFS RMS of a 5 ms window under which it counts as silent
     * @param kept how much of the silence stays on either side, so that soft onsets are not bitten off
     * @return an empty clip when nothing sounds
     */
    public static AudioClip trim(AudioClip clip, double floor, Duration kept) {
        int first = onset(clip, floor);
        if (first < 0) {
            return clip.slice(0, 0);
        }
        int margin = (int) AudioClip.samples(kept, clip.sampleRate());
        return clip.slice(Math.max(0, first - margin), Math.min(clip.length(), lastSound(clip, floor) + margin));
    }

    /** @return the first sample of the first window at or above the floor, -1 when there is none */
    public static int onset(AudioClip clip, double floor) {
        int window = clip.sampleRate() / WINDOWS_A_SECOND;
        for (int at = 0; at < clip.length(); at += window) {
            if (Loudness.rms(clip.samples(), at, Math.min(clip.length(), at + window)) >= floor) {
                return at;
            }
        }
        return -1;
    }

    /** @return the sample after the last window at or above the floor, 0 when there is none */
    public static int lastSound(AudioClip clip, double floor) {
        int window = clip.sampleRate() / WINDOWS_A_SECOND;
        for (int end = clip.length(); end > 0; end -= window) {
            if (Loudness.rms(clip.samples(), Math.max(0, end - window), end) >= floor) {
                return end;
            }
        }
        return 0;
    }
}
