package dev.calmroom.audio;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/** A whole Ogg Opus file in memory. */
final class OggSound {
    private OggSound() {}

    static List<AudioClip> read(InputStream in, Duration most) throws IOException {
        try (OpusReader reader = new OpusReader(in, AudioClip.SPEECH_RATE)) {
            Channels channels = new Channels(reader.channels(), AudioClip.SPEECH_RATE, most);
            for (short[] piece = reader.read(); piece.length > 0; piece = reader.read()) {
                channels.accept(piece, piece.length);
            }
            return channels.clips();
        }
    }
}
