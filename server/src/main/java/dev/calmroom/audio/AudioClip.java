package dev.calmroom.audio;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A stretch of mono sound: signed 16-bit samples at one rate. Immutable as long as nobody writes into the array, which
 * is handed in and out without a copy, because clips are made fifty times a second in every call.
 *
 * @param samples the PCM; may be empty
 * @param sampleRate samples a second, 8,000 to 192,000
 */
public record AudioClip(short[] samples, int sampleRate) {
    /** The rate that the recogniser and the voice activity detector hear at. */
    public static final int SPEECH_RATE = 16_000;

    public AudioClip {
        if (sampleRate < 8_000 || sampleRate > 192_000) {
            throw new IllegalArgumentException("a sample rate is from 8000 to 192000, not " + sampleRate);
        }
    }

    public static AudioClip silence(Duration length, int sampleRate) {
        return new AudioClip(new short[Math.toIntExact(samples(length, sampleRate))], sampleRate);
    }

    /** @return how many samples fill this time, rounded down */
    public static long samples(Duration length, int sampleRate) {
        return length.toNanos() * sampleRate / 1_000_000_000L;
    }

    public static Duration duration(long samples, int sampleRate) {
        return Duration.ofNanos(samples * 1_000_000_000L / sampleRate);
    }

    /** @throws IllegalArgumentException when the list is empty or the rates differ */
    public static AudioClip concat(List<AudioClip> clips) {
        if (clips.isEmpty()) {
            throw new IllegalArgumentException("no clips to join");
        }
        int rate = clips.getFirst().sampleRate;
        short[] joined = new short[clips.stream().mapToInt(AudioClip::length).sum()];
        int at = 0;
        for (AudioClip clip : clips) {
            if (clip.sampleRate != rate) {
                throw new IllegalArgumentException(
                        "clips of %d and %d Hz cannot be joined; resample one".formatted(rate, clip.sampleRate));
            }
            System.arraycopy(clip.samples, 0, joined, at, clip.length());
            at += clip.length();
        }
        return new AudioClip(joined, rate);
    }

    public int length() {
        return samples.length;
    }

    public boolean isEmpty() {
        return samples.length == 0;
    }

    public Duration duration() {
        return duration(samples.length, sampleRate);
    }

    /** @throws IndexOutOfBoundsException when the range is not within the clip */
    public AudioClip slice(int from, int to) {
        java.util.Objects.checkFromToIndex(from, to, samples.length);
        return new AudioClip(Arrays.copyOfRange(samples, from, to), sampleRate);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AudioClip clip && clip.sampleRate == sampleRate && Arrays.equals(clip.samples, samples);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(samples) + sampleRate;
    }

    @Override
    public String toString() {
        return "AudioClip[%d ms at %d Hz]".formatted(duration().toMillis(), sampleRate);
    }
}
