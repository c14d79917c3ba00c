package dev.calmroom.audio;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * WebM files as browsers record them (RFC 8794, RFC 9559): the first track with Opus in it. Elements that say nothing of
 * sound are skipped; sizes that a recorder could not know are read on from.
 */
final class WebmSound {
    private static final int SEGMENT = 0x18538067;
    private static final int CLUSTER = 0x1F43B675;
    private static final int TRACKS = 0x1654AE6B;
    private static final int TRACK_ENTRY = 0xAE;
    private static final int TRACK_NUMBER = 0xD7;
    private static final int CODEC = 0x86;
    private static final int CODEC_PRIVATE = 0x63A2;
    private static final int BLOCK_GROUP = 0xA0;
    private static final int BLOCK = 0xA1;
    private static final int SIMPLE_BLOCK = 0xA3;

    /** Track, two bytes of time, flags. */
    private static final int LEAST_BLOCK = 4;

    private static final int LACED = 0x06;
    /** One packet of sound, or what a track says of itself, is far shorter. */
    private static final int LONGEST = 1 << 20;
    /** 120 ms, the longest packet there may be. */
    private static final int LONGEST_PACKET = AudioClip.SPEECH_RATE / 8;

    private static final int OPUS_HEAD_CHANNELS = 9;
    private static final int OPUS_HEAD_PRE_SKIP = 10;
    private static final int CLOCK = 48_000;

    private final DataInputStream in;
    private final Duration most;
    private final Entry entry = new Entry();
    private int track = -1;
    private int count;
    private int skip;
    private @Nullable OpusDecoder decoder;
    private @Nullable Channels channels;
    private String other = "";

    /** The track that is being read of. */
    private static final class Entry {
        private int number = -1;
        private String codec = "";
        private byte[] head = new byte[0];
    }

    private WebmSound(InputStream in, Duration most) {
        this.in = new DataInputStream(in);
        this.most = most;
    }

    static List<AudioClip> read(InputStream in, Duration most) throws IOException {
        WebmSound file = new WebmSound(in, most);
        try {
            file.elements();
        } catch (EOFException e) {
            // A recording that was broken off ends anywhere; what is there is heard.
        } catch (OpusException | RuntimeException e) {
            throw new IOException("is a WebM file whose sound is broken", e);
        }
        if (file.channels == null) {
            throw new IOException(
                    file.other.isEmpty()
                            ? "is a WebM or Matroska file without sound in it"
                            : "is a WebM or Matroska file with %s in it, and only Opus can be read"
                                    .formatted(file.other));
        }
        return file.channels.clips();
    }

    private void elements() throws IOException, OpusException {
        while (true) {
            int id = (int) number(false);
            long size = number(true);
            switch (id) {
                // What is within stands open: read on.
                case SEGMENT, CLUSTER, TRACKS, BLOCK_GROUP -> {}
                case TRACK_ENTRY -> {
                    choose();
                    entry.number = -1;
                    entry.codec = "";
                    entry.head = new byte[0];
                }
                case TRACK_NUMBER -> entry.number = whole(size);
                case CODEC -> entry.codec = new String(bytes(size), StandardCharsets.US_ASCII);
                case CODEC_PRIVATE -> entry.head = bytes(size);
                case SIMPLE_BLOCK, BLOCK -> {
                    choose();
                    block(bytes(size));
                }
                default -> in.skipNBytes(size);
            }
        }
    }

    /** The entry that was read is taken, when it is the first with Opus. */
    private void choose() throws IOException, OpusException {
        boolean opus = entry.codec.equals("A_OPUS") && entry.head.length > OPUS_HEAD_PRE_SKIP + 1;
        if (!opus) {
            other = entry.codec.startsWith("A_") ? entry.codec.substring(2) : other;
            return;
        }
        if (track < 0) {
            count = entry.head[OPUS_HEAD_CHANNELS];
            if (count < 1 || count > 2) {
                throw new IOException(count + " channels; Opus is read with one or two");
            }
            track = entry.number;
            int preSkip = (entry.head[OPUS_HEAD_PRE_SKIP] & 0xFF) | ((entry.head[OPUS_HEAD_PRE_SKIP + 1] & 0xFF) << 8);
            skip = preSkip * AudioClip.SPEECH_RATE / CLOCK;
            decoder = new OpusDecoder(AudioClip.SPEECH_RATE, count);
            channels = new Channels(count, AudioClip.SPEECH_RATE, most);
        }
    }

    private void block(byte[] block) throws IOException, OpusException {
        if (block.length <= LEAST_BLOCK || decoder == null || channels == null || (block[0] & 0x7F) != track) {
            return;
        }
        if ((block[LEAST_BLOCK - 1] & LACED) != 0) {
            throw new IOException("has its sound laced, which cannot be read");
        }
        short[] decoded = new short[count * LONGEST_PACKET];
        int samples = decoder.decode(block, LEAST_BLOCK, block.length - LEAST_BLOCK, decoded, 0, LONGEST_PACKET, false);
        int from = Math.min(skip, samples);
        skip -= from;
        channels.accept(Arrays.copyOfRange(decoded, from * count, samples * count), (samples - from) * count);
    }

    /**
     * An element's id, which keeps the bit that marks its length, or a size, which does not.
     *
     * @return 0 for a size that is not known, so that what is within is read on from
     */
    private long number(boolean size) throws IOException {
        int first = in.readUnsignedByte();
        int length = Integer.numberOfLeadingZeros(first) - 23;
        if (length > 8) {
            throw new IOException("is a WebM or Matroska file that is broken");
        }
        long value = size ? first & (0xFF >> length) : first;
        boolean unknown = (first & (0xFF >> length)) == (0xFF >> length);
        for (int i = 1; i < length; i++) {
            int next = in.readUnsignedByte();
            unknown &= next == 0xFF;
            value = value << 8 | next;
        }
        return size && unknown ? 0 : value;
    }

    private byte[] bytes(long size) throws IOException {
        if (size > LONGEST) {
            throw new IOException("is a WebM or Matroska file that is broken, or holds something else");
        }
        byte[] bytes = in.readNBytes((int) size);
        if (bytes.length < size) {
            throw new EOFException();
        }
        return bytes;
    }

    private int whole(long size) throws IOException {
        int value = 0;
        for (byte next : bytes(Math.min(size, Integer.BYTES))) {
            value = value << 8 | (next & 0xFF);
        }
        return value;
    }
}
