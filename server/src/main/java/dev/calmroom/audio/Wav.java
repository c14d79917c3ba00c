package dev.calmroom.audio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** WAV files: anything uncompressed is read, mono 16-bit is written. */
public final class Wav {
    /** A file longer than this is refused rather than loaded. */
    public static final Duration LONGEST = Duration.ofHours(2);

    private Wav() {}

    /**
     * @return the sound as mono at the file's own rate; channels are averaged
     * @throws IOException with a message for people when the file is no sound, is compressed, or is too long
     */
    public static AudioClip read(Path file) throws IOException {
        return SoundFile.read(file).mono();
    }

    /**
     * @param in must support mark
     * @param name for messages
     * @throws IOException as {@link #read(Path)}
     */
    public static AudioClip read(InputStream in, String name) throws IOException {
        return SoundFile.read(in, name).mono();
    }

    /** AIFF and AU, which the platform reads. */
    static AudioClip readOtherWise(InputStream in, String name) throws IOException {
        try (AudioInputStream audio = AudioSystem.getAudioInputStream(in)) {
            AudioFormat format = audio.getFormat();
            int rate = Math.round(format.getSampleRate());
            SoundFile.check(format.getChannels(), rate);
            if (audio.getFrameLength() > LONGEST.toSeconds() * rate) {
                throw new IOException("%s: longer than %d hours".formatted(name, LONGEST.toHours()));
            }
            AudioFormat wanted = new AudioFormat(rate, 16, format.getChannels(), true, false);
            if (!AudioSystem.isConversionSupported(wanted, format)) {
                throw new IOException(
                        "%s: cannot be read as PCM (%s); convert it to an uncompressed WAV".formatted(name, format));
            }
            try (AudioInputStream pcm = AudioSystem.getAudioInputStream(wanted, audio)) {
                return new AudioClip(mono(pcm.readAllBytes(), format.getChannels()), rate);
            }
        } catch (UnsupportedAudioFileException e) {
            throw new IOException("%s: not a sound file that can be read; use an uncompressed WAV".formatted(name), e);
        }
    }

    public static void write(AudioClip clip, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(clip, out);
        }
    }

    public static void write(AudioClip clip, OutputStream out) throws IOException {
        byte[] bytes = littleEndian(clip.samples());
        AudioFormat format = new AudioFormat(clip.sampleRate(), 16, 1, true, false);
        try (AudioInputStream audio = new AudioInputStream(new ByteArrayInputStream(bytes), format, clip.length())) {
            AudioSystem.write(audio, AudioFileFormat.Type.WAVE, out);
        }
    }

    /** @return the samples as little-endian bytes, the way of WAV files and of the wire */
    public static byte[] littleEndian(short[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }

    /** @throws IllegalArgumentException when the range is not of whole samples */
    public static short[] samples(byte[] bytes, int from, int length) {
        if (length % 2 != 0) {
            throw new IllegalArgumentException("16-bit sound has an even number of bytes, not " + length);
        }
        short[] samples = new short[length / 2];
        ByteBuffer.wrap(bytes, from, length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return samples;
    }

    private static short[] mono(byte[] bytes, int channels) {
        short[] all = samples(bytes, 0, bytes.length / (2 * channels) * (2 * channels));
        if (channels == 1) {
            return all;
        }
        short[] mono = new short[all.length / channels];
        for (int i = 0; i < mono.length; i++) {
            int sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += all[i * channels + channel];
            }
            mono[i] = (short) (sum / channels);
        }
        return mono;
    }
}
