package dev.calmroom.audio;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.gagravarr.ogg.OggFile;
import org.gagravarr.ogg.OggPacketWriter;
import org.gagravarr.opus.OpusAudioData;
import org.gagravarr.opus.OpusInfo;
import org.gagravarr.opus.OpusTags;

/**
 * Writes mono speech as Ogg Opus (RFC 6716, RFC 7845): 24 kbit/s at most where somebody speaks, next to nothing where
 * nobody does. Frames of 20 ms, a page a second, so that players can seek in it. Not safe for use by several threads.
 */
public final class OpusWriter implements AutoCloseable {
    private static final int BITS_A_SECOND = 24_000;
    /** Of 10: the next ones cost twice the time for what nobody hears in speech. */
    private static final int COMPLEXITY = 5;

    private static final int[] RATES = {8_000, 12_000, 16_000, 24_000, 48_000};
    /** Opus counts time in samples of 48 kHz, whatever the rate of its sound. */
    private static final int CLOCK = 48_000;

    private static final int FRAMES_A_SECOND = 50;
    private static final int LARGEST_PACKET = 1_275;
    private static final int PIECE = 1 << 16;

    private final OggFile file;
    private final OggPacketWriter pages;
    private final OpusEncoder encoder;
    private final Resampler resampler;
    private final int sampleRate;
    private final short[] frame;
    private final byte[] packet = new byte[LARGEST_PACKET];
    private final int preSkip;
    private int filled;
    private long received;
    private long frames;

    /**
     * @param sampleRate of what will be written, 8,000 to 48,000
     * @param tags what the file says of itself, by name (Vorbis comments)
     */
    public OpusWriter(OutputStream out, int sampleRate, Map<String, String> tags) throws IOException {
        int rate = IntStream.of(RATES)
                .filter(r -> r >= sampleRate)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("at most 48000 Hz, not " + sampleRate));
        this.sampleRate = sampleRate;
        encoder = encoder(rate);
        resampler = new Resampler(sampleRate, rate);
        frame = new short[rate / FRAMES_A_SECOND];
        preSkip = encoder.getLookahead() * (CLOCK / rate);
        file = new OggFile(out);
        pages = file.getPacketWriter();
        begin(tags);
    }

    private static OpusEncoder encoder(int rate) {
        try {
            OpusEncoder encoder = new OpusEncoder(rate, 1, OpusApplication.OPUS_APPLICATION_VOIP);
            encoder.setBitrate(BITS_A_SECOND);
            encoder.setUseVBR(true);
            encoder.setUseDTX(true);
            encoder.setComplexity(COMPLEXITY);
            encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
            return encoder;
        } catch (OpusException e) {
            throw new IllegalStateException("Opus refuses " + rate + " Hz", e);
        }
    }

    private void begin(Map<String, String> tags) throws IOException {
        OpusInfo info = new OpusInfo();
        info.setNumChannels(1);
        info.setPreSkip(preSkip);
        info.setSampleRate(sampleRate);
        OpusTags comments = new OpusTags();
        comments.setVendor("Calmroom");
        tags.forEach(comments::addComment);
        pages.bufferPacket(info.write(), true);
        pages.bufferPacket(comments.write(), true);
    }

    /** Follows what was written before. */
    public void write(short[] samples) throws IOException {
        received += samples.length;
        // By pieces: an hour at once would be held three times over.
        for (int at = 0; at < samples.length; at += PIECE) {
            take(resampler.accept(Arrays.copyOfRange(samples, at, Math.min(at + PIECE, samples.length))));
        }
    }

    private void take(short[] samples) throws IOException {
        int at = 0;
        while (at < samples.length) {
            int more = Math.min(samples.length - at, frame.length - filled);
            System.arraycopy(samples, at, frame, filled, more);
            filled += more;
            at += more;
            if (filled == frame.length) {
                encode(Long.MAX_VALUE);
            }
        }
    }

    private void encode(long end) throws IOException {
        try {
            int length = encoder.encode(frame, 0, frame.length, packet, 0, packet.length);
            frames++;
            filled = 0;
            long granule = Math.min(end, frames * (CLOCK / FRAMES_A_SECOND));
            pages.bufferPacket(new OpusAudioData(Arrays.copyOf(packet, length)).write(), granule);
            if (frames % FRAMES_A_SECOND == 0 && granule < end) {
                pages.flush();
            }
        } catch (OpusException e) {
            throw new IOException("the sound could not be compressed", e);
        }
    }

    /** Writes what is left and says where the sound ends, to the sample. */
    @Override
    public void close() throws IOException {
        take(resampler.finish());
        long end = preSkip + received * CLOCK / sampleRate;
        while (frames * (CLOCK / FRAMES_A_SECOND) < end) {
            Arrays.fill(frame, filled, frame.length, (short) 0);
            encode(end);
        }
        pages.close();
        file.close();
    }
}
