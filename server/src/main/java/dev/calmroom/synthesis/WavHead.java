package dev.calmroom.synthesis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The head of a WAV file that comes as a stream: whatever chunks stand before the sound are passed by.
 *
 * @param rate samples a second
 * @param bytes of the sound; {@link Long#MAX_VALUE} where it is not said, as by who streams
 */
record WavHead(int rate, long bytes) {
    private static final int CHUNK_HEAD = 8;
    private static final int FORMAT = 16;
    private static final int PCM = 1;
    /** Says in an extension what it is; with 16 bits it is PCM wherever anybody speaks. */
    private static final int EXTENSIBLE = 0xFFFE;
    /** More than anything that stands before speech. */
    private static final int LONGEST_CHUNK = 1 << 20;

    /**
     * Reads on to the first sample.
     *
     * @param wav behind its first four bytes, «RIFF»
     * @throws SynthesisException when it is no WAV file, or none of one voice with 16 bits
     */
    static WavHead read(InputStream wav) throws IOException {
        ByteBuffer form = exactly(wav, CHUNK_HEAD);
        if (!name(form, 4).equals("WAVE")) {
            throw new SynthesisException("the speech server answered with a RIFF file that is no WAV");
        }
        int rate = 0;
        while (true) {
            ByteBuffer head = exactly(wav, CHUNK_HEAD);
            long length = Integer.toUnsignedLong(head.getInt(4));
            switch (name(head, 0)) {
                case "fmt " -> rate = rate(exactly(wav, bounded(length)));
                case "data" -> {
                    if (rate == 0) {
                        throw new SynthesisException("the speech server's WAV does not say what its sound is");
                    }
                    boolean streamed = length == 0 || length >= Integer.MAX_VALUE - LONGEST_CHUNK;
                    return new WavHead(rate, streamed ? Long.MAX_VALUE : length);
                }
                default -> exactly(wav, bounded(length + (length & 1)));
            }
        }
    }

    private static int rate(ByteBuffer format) {
        if (format.capacity() < FORMAT) {
            throw new SynthesisException("the speech server's WAV does not say what its sound is");
        }
        int coding = Short.toUnsignedInt(format.getShort(0));
        int channels = format.getShort(2);
        int bits = format.getShort(14);
        if ((coding != PCM && coding != EXTENSIBLE) || channels != 1 || bits != Short.SIZE) {
            throw new SynthesisException(
                    "the speech server's WAV has %d channels of %d bits in coding %d; one of 16 bits of PCM can be played"
                            .formatted(channels, bits, coding));
        }
        return format.getInt(4);
    }

    private static int bounded(long length) {
        if (length > LONGEST_CHUNK) {
            throw new SynthesisException(
                    "the speech server's WAV has a part of %d bytes before its sound".formatted(length));
        }
        return (int) length;
    }

    private static String name(ByteBuffer chunk, int at) {
        byte[] letters = new byte[4];
        chunk.get(at, letters);
        return new String(letters, StandardCharsets.US_ASCII);
    }

    private static ByteBuffer exactly(InputStream wav, int length) throws IOException {
        byte[] bytes = wav.readNBytes(length);
        if (bytes.length < length) {
            throw new SynthesisException("the speech server's WAV ends before its sound");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
