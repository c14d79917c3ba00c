package dev.calmroom.audio;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sound that is decoded piece by piece, a clip a channel in the end. Faster rates come down to {@link
 * AudioClip#SPEECH_RATE} at once: two hours of both sides are 460 MB then, and not 1.3 GB. For one thread.
 */
final class Channels {
    private final int rate;
    private final Resampler[] resamplers;
    private final short[][] samples;
    private final Duration most;
    private final long longest;
    private int length;

    /**
     * @param most how long it may be
     * @throws IOException when there are more channels, or another rate, than can be read
     */
    Channels(int channels, int sampleRate, Duration most) throws IOException {
        SoundFile.check(channels, sampleRate);
        rate = Math.min(sampleRate, AudioClip.SPEECH_RATE);
        resamplers = new Resampler[channels];
        samples = new short[channels][1 << 16];
        for (int channel = 0; channel < channels; channel++) {
            resamplers[channel] = new Resampler(sampleRate, rate);
        }
        this.most = most;
        longest = most.toSeconds() * rate;
    }

    /**
     * @param interleaved a sample of each channel, then the next of each
     * @param count how many of the array count
     * @throws IOException when it is longer than can be read
     */
    void accept(short[] interleaved, int count) throws IOException {
        int channels = resamplers.length;
        int more = 0;
        for (int channel = 0; channel < channels; channel++) {
            short[] own = new short[count / channels];
            for (int i = 0; i < own.length; i++) {
                own[i] = interleaved[i * channels + channel];
            }
            more = keep(channel, resamplers[channel].accept(own));
        }
        length += more;
    }

    /** @return how many samples the channel has got; as many as each of the others */
    private int keep(int channel, short[] more) throws IOException {
        if ((long) length + more.length > longest) {
            throw new IOException("is longer than %s".formatted(hours(most)));
        }
        if (length + more.length > samples[channel].length) {
            samples[channel] = Arrays.copyOf(samples[channel], Math.max(length + more.length, 2 * length));
        }
        System.arraycopy(more, 0, samples[channel], length, more.length);
        return more.length;
    }

    static String hours(Duration time) {
        return time.toHours() == 1 ? "an hour" : time.toHours() + " hours";
    }

    /** @throws IOException when there was no sound */
    List<AudioClip> clips() throws IOException {
        int more = 0;
        for (int channel = 0; channel < resamplers.length; channel++) {
            more = keep(channel, resamplers[channel].finish());
        }
        length += more;
        if (length == 0) {
            throw new IOException("has no sound in it");
        }
        List<AudioClip> clips = new ArrayList<>();
        for (int channel = 0; channel < samples.length; channel++) {
            clips.add(new AudioClip(Arrays.copyOf(samples[channel], length), rate));
            // One channel twice, not all of them.
            samples[channel] = new short[0];
        }
        return clips;
    }
}
