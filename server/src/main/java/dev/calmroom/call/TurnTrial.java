package dev.calmroom.call;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.conversation.CallInput;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.turntaking.EndOfTurnDecision;
import dev.calmroom.turntaking.EndOfTurnDetector;
import dev.calmroom.turntaking.PauseStatistics;
import dev.calmroom.turntaking.TurnSoFar;
import dev.calmroom.turntaking.VoiceActivityDetector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays a recorded turn into a call and tells what is decided at every pause. Whatever is decided, the leader is heard
 * to the end: which of the decisions would have been too soon is for the reader to say.
 */
public final class TurnTrial {
    /** How much silence follows the turn: more than any patience needs to be asked for. */
    private static final Duration AFTER = Duration.ofSeconds(1);

    private static final Duration TO_THE_END = Duration.ofHours(1);

    private final SpeechRecognizer recognizer;
    private final Vocabulary vocabulary;
    private final EndOfTurnDetector endOfTurn;

    public TurnTrial(SpeechRecognizer recognizer, Vocabulary vocabulary, EndOfTurnDetector endOfTurn) {
        this.recognizer = recognizer;
        this.vocabulary = vocabulary;
        this.endOfTurn = endOfTurn;
    }

    /**
     * A silence within or after a turn.
     *
     * @param at where the speaker's voice fell silent, from the beginning of the clip
     * @param length until the voice went on; null at the end of the turn
     * @param hearing what had been heard of the turn by then
     * @param decision what was decided
     */
    public record Pause(Duration at, @Nullable Duration length, TurnSoFar hearing, EndOfTurnDecision decision) {

        public boolean isEnd() {
            return length == null;
        }
    }

    /**
     * @param pauses all silences long enough to be decided upon, in order
     * @param statistics what was learned of the speaker
     */
    public record Outcome(List<Pause> pauses, PauseStatistics statistics) {
        public Outcome {
            pauses = List.copyOf(pauses);
        }
    }

    /**
     * @param clip the turn, 16 kHz
     * @param statistics of what is known of this speaker's pauses before it
     */
    public Outcome play(AudioClip clip, PauseStatistics statistics, Supplier<VoiceActivityDetector> voiceActivity) {
        Pauses pauses = new Pauses();
        VirtualCall.Ears ears = new VirtualCall.Ears(
                recognizer, vocabulary, voiceActivity.get(), hearing -> pauses.decide(hearing), statistics);
        try (VirtualCall call = VirtualCall.ofLeaderAlone(ears, pauses)) {
            call.hear(AudioClip.concat(List.of(clip, AudioClip.silence(AFTER, AudioClip.SPEECH_RATE))));
            return new Outcome(pauses.all(), call.pauses());
        }
    }

    private final class Pauses implements VirtualCall.Witness {
        private final List<Pause> over = new ArrayList<>();
        private Duration silentSince = Duration.ZERO;
        private @Nullable Pause open;

        EndOfTurnDecision decide(TurnSoFar hearing) {
            EndOfTurnDecision decision = endOfTurn.decide(hearing);
            open = new Pause(silentSince, null, hearing, decision);
            return new EndOfTurnDecision(TO_THE_END, null, decision.reasons());
        }

        @Override
        public void happened(CallInput input, Duration at) {
            if (input instanceof CallInput.VoiceEnded ended) {
                silentSince = ended.at();
            } else if (input instanceof CallInput.VoiceStarted started && open != null) {
                over.add(new Pause(open.at(), started.at().minus(open.at()), open.hearing(), open.decision()));
                open = null;
            }
        }

        List<Pause> all() {
            List<Pause> all = new ArrayList<>(over);
            if (open != null) {
                all.add(open);
            }
            return all;
        }
    }
}
