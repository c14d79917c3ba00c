package dev.calmroom.audio;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.gagravarr.ogg.OggFile;
import org.gagravarr.opus.OpusAudioData;
import org.gagravarr.opus.OpusFile;

/** Reads Ogg Opus (RFC 7845), piece by piece: a two-hour file is never in memory whole. For one thread. */
public final class OpusReader implements AutoCloseable {
    /** The tag that says what a file is. */
    public static final String DESCRIPTION = "DESCRIPTION";

    private static final int CLOCK = 48_000;
    /** The longest packet there may be, 120 ms. */
    private static final int MOST_PACKETS_A_SECOND = 8;

    private final OpusFile file;
    private final OpusDecoder decoder;
    private final int channels;
    private final int rate;
    private final short[] decoded;
    private long skip;
    private final long preSkip;
    private long produced;

    /**
     * @param rate at which its sound is wanted: 8,000, 12,000, 16,000, 24,000 or 48,000
     * @throws IOException with a message for people when it is no Ogg Opus
     */
    public OpusReader(InputStream in, int rate) throws IOException {
        this.rate = rate;
        try {
            file = new OpusFile(new OggFile(in));
            channels = file.getInfo().getNumChannels();
            SoundFile.check(channels, rate);
            if (channels > 2) {
                throw new IOException(channels + " channels; Opus is read with one or two");
            }
            decoder = new OpusDecoder(rate, channels);
            preSkip = file.getInfo().getPreSkip();
        } catch (OpusException | RuntimeException e) {
            throw new IOException("is an Ogg file without Opus in it, or a broken one", e);
        }
        skip = preSkip * rate / CLOCK;
        decoded = new short[channels * (rate / MOST_PACKETS_A_SECOND)];
    }

    public int channels() {
        return channels;
    }

    /** What the file says of itself; empty where it says nothing. */
    public String description() {
        return file.getTags().getComments(DESCRIPTION).stream().findFirst().orElse("");
    }

    /** The rate of what was compressed, as the file says. */
    public int originalRate() {
        return (int) Math.clamp(file.getInfo().getRate(), 0L, CLOCK);
    }

    /**
     * @return the next samples, channels interleaved; an empty array at the end
     * @throws IOException when the file is broken from here on
     */
    public short[] read() throws IOException {
        try {
            while (true) {
                OpusAudioData packet = file.getNextAudioPacket();
                if (packet == null) {
                    return new short[0];
                }
                short[] heard = decode(packet);
                if (heard.length > 0) {
                    return heard;
                }
            }
        } catch (OpusException | RuntimeException e) {
            throw new IOException("its sound is broken after %d s".formatted(produced / rate), e);
        }
    }

    private short[] decode(OpusAudioData packet) throws OpusException {
        byte[] data = packet.getData();
        int samples = decoder.decode(data, 0, data.length, decoded, 0, decoded.length / channels, false);
        int from = (int) Math.min(skip, samples);
        skip -= from;
        long granule = packet.getGranulePosition();
        long end = granule > preSkip ? (granule - preSkip) * rate / CLOCK : Long.MAX_VALUE;
        int to = (int) Math.clamp(end - produced + from, (long) from, (long) samples);
        produced += to - from;
        return Arrays.copyOfRange(decoded, from * channels, to * channels);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
