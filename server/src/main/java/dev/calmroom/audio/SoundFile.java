package dev.calmroom.audio;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Sound files: MP3, Opus in WebM and Ogg, and WAV as programs write it: whole or float samples of 8 to 64 bits, mu-law and A-law, extensible headers, chunks
 * in any order, sizes that a program which writes into a pipe could not know, and files that were cut short.
 */
public final class SoundFile {
    /** A file longer than this is refused rather than loaded. */
    public static final Duration LONGEST = Wav.LONGEST;

    private static final String READABLE = "WAV, MP3, WebM and Ogg with Opus can be read";

    private static final int MOST_CHANNELS = 16;
    private static final int FRAMES_AT_ONCE = 8_192;
    /** What other files begin with, and what people call them. */
    private static final Map<String, String> OTHERS = Map.of(
            "fLaC", "a FLAC file",
            "caff", "a Core Audio file",
            "#!AMR", "an AMR file",
            "ADIF", "an AAC file",
            "\u00FF\u00F1", "an AAC file",
            "\u00FF\u00F9", "an AAC file",
            "0&\u00B2u", "a WMA or WMV file",
            "MThd", "a MIDI file, which holds no voice");

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
     * At the file's own rate where it is a WAV file; compressed ones at {@link AudioClip#SPEECH_RATE} or below.
     *
     * @throws IOException with a message for people when the file is no sound, is of a form that cannot be read, or is
     *     too long
     */
    public static SoundFile read(Path file) throws IOException {
        try (InputStream in = open(file)) {
            return read(in, file.toString());
        }
    }

    /**
     * All of it at {@link AudioClip#SPEECH_RATE} or below, so that an hour of a channel is 115 MB at most.
     *
     * @param most how long it may be
     * @throws IOException as {@link #read(Path)}
     */
    public static SoundFile forSpeech(Path file, Duration most) throws IOException {
        try (InputStream in = open(file)) {
            return read(in, file.toString(), most, true);
        }
    }

    private static InputStream open(Path file) throws IOException {
        try {
            return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": there is no such file", e);
        }
    }

    /**
     * @param in must support mark
     * @param name for messages
     */
    public static SoundFile read(InputStream in, String name) throws IOException {
        return read(in, name, LONGEST, false);
    }

    private static SoundFile read(InputStream in, String name, Duration most, boolean slowly) throws IOException {
        in.mark(16);
        byte[] begin = in.readNBytes(12);
        in.reset();
        String riff = ascii(begin, 0, 4);
        if (riff.equals("FORM") || riff.equals(".snd")) {
            return new SoundFile(List.of(Wav.readOtherWise(in, name)), false);
        }
        if (List.of("RIFF", "RF64").contains(riff) && ascii(begin, 8, 4).equals("WAVE")) {
            in.skipNBytes(12);
            return wave(in, name, most, slowly);
        }
        Optional<Decoding> decoding = decoding(begin);
        if (decoding.isEmpty()) {
            throw new IOException("%s: is %s; %s. Convert it, for instance with ffmpeg -i %s %s.wav"
                    .formatted(name, kind(begin), READABLE, name, name));
        }
        try {
            return new SoundFile(decoding.get().decode(in, most), false);
        } catch (IOException e) {
            throw new IOException("%s: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static SoundFile wave(InputStream in, String name, Duration most, boolean slowly) throws IOException {
        try {
            return chunks(in, most, slowly);
        } catch (EOFException e) {
            throw new IOException(name + ": ends before its sound begins", e);
        } catch (IOException e) {
            throw new IOException("%s: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static Optional<Decoding> decoding(byte[] begin) {
        if (ascii(begin, 0, 4).equals("OggS")) {
            return Optional.of(OggSound::read);
        }
        if (begin.length > 3 && (begin[0] & 0xFF) == 0x1A && (begin[1] & 0xFF) == 0x45) {
            return Optional.of(WebmSound::read);
        }
        boolean frames = begin.length > 1 && (begin[0] & 0xFF) == 0xFF && (begin[1] & 0xE0) == 0xE0;
        // Layer 0 is what AAC without a container has there.
        boolean layer = frames && (begin[1] & 0x06) != 0;
        return ascii(begin, 0, 3).equals("ID3") || layer ? Optional.of(Mp3Sound::read) : Optional.empty();
    }

    @FunctionalInterface
    private interface Decoding {
        List<AudioClip> decode(InputStream in, Duration most) throws IOException;
    }

    private static String kind(byte[] begin) {
        for (Map.Entry<String, String> other : OTHERS.entrySet()) {
            if (ascii(begin, 0, other.getKey().length()).equals(other.getKey())) {
                return other.getValue();
            }
        }
        if (ascii(begin, 4, 4).equals("ftyp")) {
            return "an M4A or MP4 file";
        }
        return ascii(begin, 8, 4).equals("AVI ") ? "an AVI file" : "no sound file that is known";
    }

    private static SoundFile chunks(InputStream in, Duration most, boolean slowly) throws IOException {
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
                return slowly ? slow(in, format, size, most) : samples(in, format, size, most);
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

    private static SoundFile samples(InputStream in, SampleFormat format, long size, Duration most) throws IOException {
        long wanted = isUnknown(size) ? Long.MAX_VALUE : size / format.frame();
        long longest = most.toSeconds() * format.rate();
        int channels = format.channels();
        short[][] samples = new short[channels][(int) Math.min(Math.min(wanted, longest), 1 << 20)];
        int length = 0;
        while (length < wanted) {
            int frames = (int) Math.min(FRAMES_AT_ONCE, wanted - length);
            byte[] bytes = in.readNBytes(frames * format.frame());
            int got = bytes.length / format.frame();
            if (length + got > longest) {
                throw new IOException("is longer than %s".formatted(Channels.hours(most)));
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

    /** As {@link #samples}, with the rate brought down on the way. */
    private static SoundFile slow(InputStream in, SampleFormat format, long size, Duration most) throws IOException {
        long wanted = isUnknown(size) ? Long.MAX_VALUE : size / format.frame();
        int count = format.channels();
        Channels channels = new Channels(count, format.rate(), most);
        short[] piece = new short[FRAMES_AT_ONCE * count];
        long length = 0;
        int got = FRAMES_AT_ONCE;
        while (length < wanted && got == FRAMES_AT_ONCE) {
            byte[] bytes = in.readNBytes((int) Math.min(FRAMES_AT_ONCE, wanted - length) * format.frame());
            got = bytes.length / format.frame();
            for (int i = 0; i < got * count; i++) {
                piece[i] = format.sample(bytes, i / count * format.frame() + i % count * format.width());
            }
            channels.accept(piece, got * count);
            length += got;
        }
        if (length == 0 && size != 0) {
            throw new EOFException();
        }
        return new SoundFile(channels.clips(), wanted != Long.MAX_VALUE && length < wanted);
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
