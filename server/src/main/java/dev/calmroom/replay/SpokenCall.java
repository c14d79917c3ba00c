package dev.calmroom.replay;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Resampler;
import dev.calmroom.call.VirtualCall;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.recognition.RecognitionException;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/** A leader's turns from a recording of the leader's voice alone, told apart as a live call does. */
public final class SpokenCall {
    private static final int PIECE = 5 * AudioClip.SPEECH_RATE;

    private SpokenCall() {}

    /**
     * @param recording of the leader, at any rate
     * @throws IllegalArgumentException when no word was recognised
     * @throws RecognitionException when the engine failed
     */
    public static RecordedCall hear(AudioClip recording, VirtualCall.Ears ears) {
        List<Turn> turns = lines(Resampler.resample(recording, AudioClip.SPEECH_RATE), ears, done -> {});
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("no word could be recognised in the recording");
        }
        return new RecordedCall(turns, Map.of(), null);
    }

    /**
     * @param recording of one voice, at 16 kHz
     * @param progress told how much is done, 0 to 1
     * @return what is said at a stretch each, none where no word was recognised
     * @throws RecognitionException when the engine failed
     */
    static List<Turn> lines(AudioClip recording, VirtualCall.Ears ears, DoubleConsumer progress) {
        LeaderTurns heard = new LeaderTurns();
        try (VirtualCall call = VirtualCall.ofLeaderAlone(ears, heard)) {
            for (int at = 0; at < recording.length(); at += PIECE) {
                int end = Math.min(recording.length(), at + PIECE);
                call.hear(recording.slice(at, end));
                progress.accept((double) end / recording.length());
            }
            call.hangUp();
        }
        return heard.turns;
    }

    private static final class LeaderTurns implements VirtualCall.Witness {
        private final List<Turn> turns = new ArrayList<>();

        /** The persona speaks first, and after each of them. */
        @Override
        public void kept(SessionEvent event, Duration at) {
            if (event instanceof SessionEvent.LeaderSpoke spoke) {
                turns.add(new Turn(2 * turns.size() + 2, Speaker.LEADER, spoke.text(), spoke.words()));
            }
        }
    }
}
