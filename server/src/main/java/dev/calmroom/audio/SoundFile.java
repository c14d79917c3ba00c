package dev.calmroom.audio;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * WAV files as programs write them: whole or float samples of 8 to 64 bits, mu-law and A-law, extensible headers, chunks
 * in any order, sizes that a program which writes into a pipe could not know, and files that were cut short.
 */
public final class SoundFile {
    private static final int MOST_CHANNELS = 16;
    private static final int FRAMES_AT_ONCE = 8_192;
    /** What other files begin with, and what people call them. */
    private static final Map<String, String> OTHERS = Map.of(
            "ID3", "an MP3 file",
            "fLaC", "a FLAC file",
            "caff", "a Core Audio file",
            "#!AMR", "an AMR file");

    private final List<AudioClip> channels;
    private final boolean cut;

    private SoundFile(List<AudioClip> channels, boolean cut) {
        this.channels = List.copyOf(channels);
        this.cut = cut;
    }

    /** A sound each, all of one length. */
    public List<AudioClip> channels() {
        return channels;
    }

    /** Whether it holds less than its header promises. */
    public boolean isCutShort() {
        return cut;
    }

    /** All channels as one: their mean. */
    public AudioClip mono() {
        if (channels.size() == 1) {
            return channels.getFirst();
        }
        short[] mono = new short[channels.getFirst().length()];
        for (int i = 0; i < mono.length; i++) {
            int sum = 0;
            for (AudioClip channel : channels) {
                sum += channel.samples()[i];
            }
            mono[i] = (short) (sum / channels.size());
        }
        return new AudioClip(mono, channels.getFirst().sampleRate());
    }

    /**
     * @throws IOException with a message for people when the file is no sound, is compressed, or is too long
     */
    public static SoundFile read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return read(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        }
    }

    /**
     * @param in must support mark
     * @param name for messages
     */
    public static SoundFile read(InputStream in, String name) throws IOException {
        in.mark(16);
        byte[] begin = in.readNBytes(12);
        String riff = ascii(begin, 0, 4);
        if (riff.equals("FORM") || riff.equals(".snd")) {
            in.reset();
            return new SoundFile(List.of(Wav.readOtherWise(in, name)), false);
        }
        if (riff.equals("OggS")) {
            in.reset();
            return decoded(in, name, OggSound::read);
        }
        boolean wave =
                List.of("RIFF", "RF64").contains(riff) && ascii(begin, 8, 4).equals("WAVE");
        if (!wave) {
            throw new IOException(
                    "%s: is %s, and only WAV can be read here; convert it, for instance with ffmpeg -i %s %s.wav"
                            .formatted(name, kind(begin), name, name));
        }
        try {
            return chunks(in);
        } catch (EOFException e) {
            throw new IOException(name + ": ends before its sound begins", e);
        } catch (IOException e) {
            throw new IOException("%s: %s".formatted(name, e.getMessage()), e);
        }
    }

    @FunctionalInterface
    private interface Decoding {
        List<AudioClip> decode(InputStream in) throws IOException;
    }

    private static SoundFile decoded(InputStream in, String name, Decoding decoding) throws IOException {
        try {
            return new SoundFile(decoding.decode(in), false);
        } catch (IOException e) {
            throw new IOException("%s: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static String kind(byte[] begin) {
        for (Map.Entry<String, String> other : OTHERS.entrySet()) {
            if (ascii(begin, 0, other.getKey().length()).equals(other.getKey())) {
                return other.getValue();
            }
        }
        if (begin.length > 7 && ascii(begin, 4, 4).equals("ftyp")) {
            return "an M4A or MP4 file";
        }
        if (begin.length > 3 && (begin[0] & 0xFF) == 0x1A && (begin[1] & 0xFF) == 0x45) {
            return "a WebM or Matroska file";
        }
        boolean frames = begin.length > 1 && (begin[0] & 0xFF) == 0xFF && (begin[1] & 0xE0) == 0xE0;
        return frames ? "an MP3 file" : "not a sound file that is known (no uncompressed WAV)";
    }

    private static SoundFile chunks(InputStream in) throws IOException {
        SampleFormat format = null;
        while (true) {
            byte[] head = in.readNBytes(8);
            if (head.length < 8) {
                throw new EOFException();
            }
            String name = ascii(head, 0, 4);
            long size = unsigned(head, 4);
            if (name.equals("data")) {
                if (format == null) {
                    throw new IOException("its sound comes before its format, which nobody can read");
                }
                return samples(in, format, size);
            }
            if (name.equals("fmt ")) {
                format = SampleFormat.of(in.readNBytes((int) Math.min(size, 1 << 16)));
            } else {
                in.skipNBytes(size);
            }
            if (size % 2 != 0) {
                skipPadding(in);
            }
        }
    }

    /** Not every program writes the byte that makes a chunk's length even. */
    private static void skipPadding(InputStream in) throws IOException {
        in.mark(1);
        if (in.read() > 0) {
            in.reset();
        }
    }

    /** A size that cannot be is the size of a file that was not finished, or went into a pipe: what follows is sound. */
    private static boolean isUnknown(long size) {
        return size == 0 || size >= 0x7FFF_FFFFL - 0xFFFF;
    }

    private static SoundFile samples(InputStream in, SampleFormat format, long size) throws IOException {
        long wanted = isUnknown(size) ? Long.MAX_VALUE : size / format.frame();
        long longest = Wav.LONGEST.toSeconds() * format.rate();
        int channels = format.channels();
        short[][] samples = new short[channels][(int) Math.min(Math.min(wanted, longest), 1 << 20)];
        int length = 0;
        while (length < wanted) {
            int frames = (int) Math.min(FRAMES_AT_ONCE, wanted - length);
            byte[] bytes = in.readNBytes(frames * format.frame());
            int got = bytes.length / format.frame();
            if (length + got > longest) {
                throw new IOException("longer than %d hours".formatted(Wav.LONGEST.toHours()));
            }
            for (int channel = 0; channel < channels; channel++) {
                if (length + got > samples[channel].length) {
                    samples[channel] = Arrays.copyOf(samples[channel], Math.max(length + got, length * 2));
                }
                for (int i = 0; i < got; i++) {
                    samples[channel][length + i] = format.sample(bytes, i * format.frame() + channel * format.width());
                }
            }
            length += got;
            if (got < frames) {
                break;
            }
        }
        if (length == 0 && size != 0) {
            throw new EOFException();
        }
        int whole = length;
        return new SoundFile(
                IntStream.range(0, channels)
                        .mapToObj(c -> new AudioClip(Arrays.copyOf(samples[c], whole), format.rate()))
                        .toList(),
                wanted != Long.MAX_VALUE && whole < wanted);
    }

    private static String ascii(byte[] bytes, int from, int length) {
        int end = Math.min(bytes.length, from + length);
        return from >= end ? "" : new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    }

    private static long unsigned(byte[] bytes, int from) {
        return Integer.toUnsignedLong(SampleFormat.int32(bytes, from));
    }

    static void check(int channels, int rate) throws IOException {
        if (channels < 1 || channels > MOST_CHANNELS) {
            throw new IOException("%d channels; 1 to %d can be read".formatted(channels, MOST_CHANNELS));
        }
        if (rate < 8_000 || rate > 192_000) {
            throw new IOException("sample rate %d Hz; 8000 to 192000 can be read".formatted(rate));
        }
    }
}
