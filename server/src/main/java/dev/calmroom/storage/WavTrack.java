package dev.calmroom.storage;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Wav;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * One side of a call growing into a WAV file: 16-bit mono PCM whose first sample is session time zero. What the file is
 * can be said in it, as a comment in its {@code LIST INFO} (Microsoft, «Multimedia Programming Interface and Data
 * Specifications 1.0»), which programs that play and cut sound show.
 */
final class WavTrack implements AutoCloseable {
    /** {@code RIFF} with its size and {@code WAVE}, then {@code fmt }. */
    private static final int FORMAT_END = 36;

    private static final int RATE_AT = 24;
    private static final int CHUNK_HEAD = 8;
    private static final int AT_ONCE = 16_000;
    /** More than a header with any comment of ours takes. */
    private static final int LONGEST_HEADER = 512;

    private static final String SOFTWARE = "Calmroom";

    /** Frames come in bursts; only a pause longer than this is one. */
    private static final Duration JITTER = Duration.ofMillis(250);

    private final RandomAccessFile file;
    private final byte[] header;
    private final int sampleRate;
    private long length;

    /** @param comment what the file says of itself, in ASCII; empty for nothing */
    WavTrack(Path path, int sampleRate, String comment) throws IOException {
        this.sampleRate = sampleRate;
        file = new RandomAccessFile(path.toFile(), "rw");
        // A call that another node began is gone on with, not written over.
        int before = headerLength(file);
        length = Math.max(0, file.length() - before) / 2;
        if (before > 0 && length > 0) {
            header = new byte[before];
            file.seek(0);
            file.readFully(header);
        } else {
            length = 0;
            header = header(sampleRate, comment);
            file.seek(0);
            file.write(header);
        }
    }

    /** @param at when the sound begins; what lies between is silence, of which the file system stores little */
    void write(Duration at, short[] samples) throws IOException {
        long start = AudioClip.samples(at, sampleRate);
        if (start > length + AudioClip.samples(JITTER, sampleRate)) {
            length = start;
        }
        file.seek(header.length + 2 * length);
        file.write(Wav.littleEndian(samples));
        length += samples.length;
    }

    /** Where sound comes from, piece by piece; an empty piece is the last. */
    @FunctionalInterface
    interface Source {
        short[] next() throws IOException;
    }

    /** Writes all that comes behind what there is. */
    void follow(Source source) throws IOException {
        for (short[] samples = source.next(); samples.length > 0; samples = source.next()) {
            file.seek(header.length + 2 * length);
            file.write(Wav.littleEndian(samples));
            length += samples.length;
        }
    }

    void cut(Duration at) throws IOException {
        length = Math.min(length, AudioClip.samples(at, sampleRate));
        file.setLength(header.length + 2 * length);
    }

    @Override
    public void close() throws IOException {
        try (file) {
            sized(header, 2 * length);
            file.seek(0);
            file.write(header);
        }
    }

    /** Puts the sizes in the header right, as after a server that was killed while it recorded. */
    static void repair(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            int length = headerLength(file);
            if (length == 0) {
                return;
            }
            byte[] header = new byte[length];
            file.seek(0);
            file.readFully(header);
            long data = (file.length() - length) & ~1L;
            if (Integer.toUnsignedLong(little(header).getInt(length - 4)) != data) {
                sized(header, data);
                file.seek(0);
                file.write(header);
                file.setLength(length + data);
            }
        }
    }

    /** Where sound goes, piece by piece. */
    @FunctionalInterface
    interface Pieces {
        void accept(short[] samples) throws IOException;
    }

    /** @throws IOException when the file has no whole header */
    static int sampleRate(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            if (headerLength(file) == 0) {
                throw new IOException(path + " has no whole header");
            }
            file.seek(RATE_AT);
            return Integer.reverseBytes(file.readInt());
        }
    }

    /** Reads all of it, half a second at once. */
    static void read(Path path, Pieces pieces) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            int header = headerLength(file);
            file.seek(header);
            byte[] bytes = new byte[AT_ONCE];
            long left = (file.length() - header) & ~1L;
            while (header > 0 && left > 0) {
                int length = (int) Math.min(bytes.length, left);
                file.readFully(bytes, 0, length);
                pieces.accept(Wav.samples(bytes, 0, length));
                left -= length;
            }
        }
    }

    static boolean isEmpty(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            int header = headerLength(file);
            return header == 0 || file.length() <= header;
        }
    }

    /** @return where the samples begin; 0 where the file has no whole header */
    private static int headerLength(RandomAccessFile file) throws IOException {
        byte[] start = new byte[(int) Math.min(LONGEST_HEADER, file.length())];
        file.seek(0);
        file.readFully(start);
        ByteBuffer chunks = little(start);
        int at = FORMAT_END;
        while (at + CHUNK_HEAD <= start.length) {
            if (new String(start, at, 4, StandardCharsets.US_ASCII).equals("data")) {
                return at + CHUNK_HEAD;
            }
            int size = chunks.getInt(at + 4);
            if (size < 0 || size > start.length) {
                return 0;
            }
            at += CHUNK_HEAD + size;
        }
        return 0;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void sized(byte[] header, long dataBytes) {
        little(header).putInt(4, header.length - CHUNK_HEAD + (int) dataBytes).putInt(header.length - 4, (int)
                dataBytes);
    }

    private static byte[] header(int sampleRate, String comment) {
        byte[] info = comment.isEmpty() ? new byte[0] : info(comment);
        byte[] header = little(new byte[FORMAT_END + info.length + CHUNK_HEAD])
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(sampleRate)
                .putInt(2 * sampleRate)
                .putShort((short) 2)
                .putShort((short) 16)
                .put(info)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .array();
        sized(header, 0);
        return header;
    }

    /** The chunk {@code LIST INFO} with the program and the comment. */
    private static byte[] info(String comment) {
        byte[] software = text(SOFTWARE);
        byte[] words = text(comment);
        return little(new byte[CHUNK_HEAD + 4 + 2 * CHUNK_HEAD + software.length + words.length])
                .put("LIST".getBytes(StandardCharsets.US_ASCII))
                .putInt(4 + 2 * CHUNK_HEAD + software.length + words.length)
                .put("INFOISFT".getBytes(StandardCharsets.US_ASCII))
                .putInt(software.length)
                .put(software)
                .put("ICMT".getBytes(StandardCharsets.US_ASCII))
                .putInt(words.length)
                .put(words)
                .array();
    }

    /** Ends with a zero, and has an even number of bytes. */
    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(bytes, bytes.length + 1 + (bytes.length + 1) % 2);
    }
}
