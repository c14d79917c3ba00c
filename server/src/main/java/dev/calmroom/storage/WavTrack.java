package dev.calmroom.storage;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Wav;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** One side of a call growing into a WAV file: 16-bit mono PCM whose first sample is session time zero. */
final class WavTrack implements AutoCloseable {
    private static final int HEADER = 44;

    /** Frames come in bursts; only a pause longer than this is one. */
    private static final Duration JITTER = Duration.ofMillis(250);

    private final RandomAccessFile file;
    private final int sampleRate;
    private long length;

    WavTrack(Path path, int sampleRate) throws IOException {
        this.sampleRate = sampleRate;
        file = new RandomAccessFile(path.toFile(), "rw");
        // A call that another node began is gone on with, not written over.
        length = Math.max(0, file.length() - HEADER) / 2;
        if (length == 0) {
            file.write(header(0, sampleRate));
        }
    }

    /** @param at when the sound begins; what lies between is silence, of which the file system stores little */
    void write(Duration at, short[] samples) throws IOException {
        long start = AudioClip.samples(at, sampleRate);
        if (start > length + AudioClip.samples(JITTER, sampleRate)) {
            length = start;
        }
        file.seek(HEADER + 2 * length);
        file.write(Wav.littleEndian(samples));
        length += samples.length;
    }

    void cut(Duration at) throws IOException {
        length = Math.min(length, AudioClip.samples(at, sampleRate));
        file.setLength(HEADER + 2 * length);
    }

    @Override
    public void close() throws IOException {
        try (file) {
            file.seek(0);
            file.write(header(2 * length, sampleRate));
        }
    }

    /** Puts the sizes in the header right, as after a server that was killed while it recorded. */
    static void repair(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            if (file.length() < HEADER) {
                return;
            }
            byte[] bytes = new byte[HEADER];
            file.readFully(bytes);
            ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            long data = (file.length() - HEADER) & ~1L;
            if (Integer.toUnsignedLong(header.getInt(40)) != data) {
                file.seek(0);
                file.write(header(data, header.getInt(24)));
                file.setLength(HEADER + data);
            }
        }
    }

    static boolean isEmpty(Path path) throws IOException {
        return Files.size(path) <= HEADER;
    }

    private static byte[] header(long dataBytes, int sampleRate) {
        int data = (int) dataBytes;
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(HEADER - 8 + data)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(sampleRate)
                .putInt(2 * sampleRate)
                .putShort((short) 2)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(data)
                .array();
    }
}
