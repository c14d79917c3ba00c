package dev.calmroom.audio;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.BitstreamException;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.DecoderException;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.SampleBuffer;
import org.jspecify.annotations.Nullable;

/** MP3 files: MPEG 1, 2 and 2.5, layers I to III, by JLayer. */
final class Mp3Sound {
    private Mp3Sound() {}

    static List<AudioClip> read(InputStream in, Duration most) throws IOException {
        Bitstream frames = new Bitstream(in);
        Decoder decoder = new Decoder();
        Channels channels = null;
        try {
            for (Header header = frames.readFrame(); header != null; header = frames.readFrame()) {
                channels = decode(decoder, header, frames, channels, most);
                frames.closeFrame();
            }
        } catch (BitstreamException | DecoderException | RuntimeException e) {
            throw new IOException("is an MP3 file that is broken, or none: " + e.getMessage(), e);
        }
        if (channels == null) {
            throw new IOException("is no MP3 file: it has no frame of sound");
        }
        return channels.clips();
    }

    private static Channels decode(
            Decoder decoder, Header header, Bitstream frames, @Nullable Channels before, Duration most)
            throws IOException, DecoderException {
        SampleBuffer sound = (SampleBuffer) decoder.decodeFrame(header, frames);
        Channels channels =
                before != null ? before : new Channels(sound.getChannelCount(), sound.getSampleFrequency(), most);
        channels.accept(sound.getBuffer(), sound.getBufferLength());
        return channels;
    }
}
