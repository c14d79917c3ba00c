package dev.calmroom.call;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.conversation.CallInput;
import dev.calmroom.conversation.CallRules;
import dev.calmroom.conversation.HeardSoFar;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.turntaking.EchoGuard;
import dev.calmroom.turntaking.EndOfTurnDecision;
import dev.calmroom.turntaking.EndOfTurnDetector;
import dev.calmroom.turntaking.PauseStatistics;
import dev.calmroom.turntaking.TurnSoFar;
import dev.calmroom.turntaking.VoiceActivityDetector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays a recorded turn into the microphone of a call on a clock of samples, and tells what would have been decided at
 * every pause: the same voice activity, recognition and strategies as in a call, without waiting for real time.
 */
public final class TurnTrial {
    private static final int FRAME = AudioClip.SPEECH_RATE / 50;
    /** How much silence follows the turn: more than any patience needs to be asked for. */
    private static final int AFTER = AudioClip.SPEECH_RATE;

    private final SpeechRecognizer recognizer;
    private final Vocabulary vocabulary;
    private final EndOfTurnDetector endOfTurn;
    private final CallRules rules;

    public TurnTrial(SpeechRecognizer recognizer, Vocabulary vocabulary, EndOfTurnDetector endOfTurn, CallRules rules) {
        this.recognizer = recognizer;
        this.vocabulary = vocabulary;
        this.endOfTurn = endOfTurn;
        this.rules = rules;
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
    public Outcome play(AudioClip clip, PauseStatistics statistics, Supplier<VoiceActivityDetector> voiceActivity)
            throws InterruptedException {
        return new Run(clip, statistics, voiceActivity.get()).play();
    }

    private final class Run {
        private final short[] samples;
        private final BlockingQueue<CallInput> inputs = new LinkedBlockingQueue<>();
        private final Microphone microphone;
        private final List<Pause> pauses = new ArrayList<>();
        private PauseStatistics statistics;
        private int position;
        private HeardSoFar heard = HeardSoFar.NOTHING;
        private @Nullable Duration silentSince;
        private int segment;
        private @Nullable Pause open;

        Run(AudioClip clip, PauseStatistics statistics, VoiceActivityDetector detector) {
            this.samples = Arrays.copyOf(clip.samples(), clip.length() + AFTER);
            this.statistics = statistics;
            this.microphone = new Microphone(
                    recognizer, vocabulary, detector, new EchoGuard(), this::now, inputs::add, failure -> {
                        throw failure;
                    });
        }

        private Duration now() {
            return AudioClip.duration(position, AudioClip.SPEECH_RATE);
        }

        Outcome play() throws InterruptedException {
            try (microphone) {
                while (position < samples.length) {
                    int end = Math.min(samples.length, position + FRAME);
                    short[] frame = Arrays.copyOfRange(samples, position, end);
                    position = end;
                    microphone.accept(frame);
                    take();
                    if (silentSince != null
                            && open == null
                            && now().minus(silentSince)
                                            .compareTo(rules.listening().segmentAfter())
                                    >= 0) {
                        decide(silentSince);
                    }
                }
            }
            if (open != null) {
                pauses.add(open);
            }
            return new Outcome(pauses, statistics);
        }

        private void take() {
            for (CallInput input = inputs.poll(); input != null; input = inputs.poll()) {
                switch (input) {
                    case CallInput.VoiceStarted started -> goOn(started);
                    case CallInput.VoiceEnded ended -> {
                        silentSince = ended.at();
                        segment = ended.segment();
                    }
                    default -> {}
                }
            }
        }

        private void goOn(CallInput.VoiceStarted started) {
            if (silentSince != null) {
                Duration length = started.at().minus(silentSince);
                statistics = statistics.observe(length);
                if (open != null) {
                    pauses.add(new Pause(open.at(), length, open.hearing(), open.decision()));
                }
            }
            open = null;
            silentSince = null;
        }

        private void decide(Duration since) throws InterruptedException {
            microphone.finish(segment);
            CallInput input = inputs.take();
            while (!(input instanceof CallInput.Recognised)) {
                input = inputs.take();
            }
            if (input instanceof CallInput.Recognised said) {
                heard = heard.and(said.text(), said.words(), "voice");
            }
            TurnSoFar hearing =
                    new TurnSoFar(heard.text(), heard.words(), rules.listening().segmentAfter(), statistics);
            open = new Pause(since, null, hearing, endOfTurn.decide(hearing));
        }
    }
}
