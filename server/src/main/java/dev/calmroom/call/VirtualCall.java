package dev.calmroom.call;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.conversation.CallCore;
import dev.calmroom.conversation.CallEffect;
import dev.calmroom.conversation.CallInput;
import dev.calmroom.conversation.CallRules;
import dev.calmroom.conversation.CallState;
import dev.calmroom.conversation.Overlap;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.recognition.RecognitionException;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.turntaking.EchoGuard;
import dev.calmroom.turntaking.EndOfTurnDecision;
import dev.calmroom.turntaking.PauseStatistics;
import dev.calmroom.turntaking.TurnSoFar;
import dev.calmroom.turntaking.VoiceActivityDetector;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call on a clock of samples: the microphone and the core of a live call, fed from a recording as fast as the machine
 * allows. Time passes only with the sound; while the recogniser finishes a segment, or a model is asked, it stands
 * still. The persona's words are not heard, and take no time unless they are said to. For whatever asks how a call would
 * have heard a recording; not thread-safe.
 */
public final class VirtualCall implements AutoCloseable {
    /** A line that holds as long as any recording. */
    private static final CallRules HOLDING = CallRules.STANDARD.withLength(Duration.ofDays(1), Duration.ofDays(1));

    private static final int FRAME = AudioClip.SPEECH_RATE / 50;
    private static final String NOBODY = "nobody";

    private final CallCore core;
    private final Microphone microphone;
    private final Function<TurnSoFar, EndOfTurnDecision> endOfTurn;
    private final Witness witness;
    private final Speech speech;
    private final EchoGuard echo = new EchoGuard();
    private final BlockingQueue<CallInput> inputs = new LinkedBlockingQueue<>();
    private volatile @Nullable RecognitionException failure;
    private CallState state;
    private Duration now = Duration.ZERO;
    private long heard;
    /** Segments of which the final words are awaited. */
    private int finishing;

    /**
     * What hears the leader.
     *
     * @param activity fresh, for this call alone
     * @param endOfTurn how long the leader is waited for
     * @param pauses what is known of how this speaker pauses
     */
    public record Ears(
            SpeechRecognizer recognizer,
            Vocabulary vocabulary,
            VoiceActivityDetector activity,
            Function<TurnSoFar, EndOfTurnDecision> endOfTurn,
            PauseStatistics pauses) {}

    /** Looks on. Times are session time, the first sample that is heard being at zero. */
    public interface Witness {

        /** @param at when the core was told */
        default void happened(CallInput input, Duration at) {}

        /** @param at when it became a fact of the session */
        default void kept(SessionEvent event, Duration at) {}

        /** @param at when the core wanted it done */
        default void wanted(CallEffect effect, Duration at) {}
    }

    /**
     * What the persona says.
     *
     * @param words of every reply
     * @param lasts how long each takes to say
     * @param overlap what words over it mean
     */
    record Speech(String words, Duration lasts, Overlap overlap) {
        static final Speech IN_NO_TIME = new Speech("", Duration.ZERO, (words, saying, _) -> true);
    }

    /** The leader has picked up, and the microphone is open. */
    public VirtualCall(Ears ears, Roleplay roleplay, CallRules rules, Witness witness) {
        this(ears, roleplay, rules, witness, Speech.IN_NO_TIME);
    }

    /** With a persona whose words take their time. */
    VirtualCall(Ears ears, Roleplay roleplay, CallRules rules, Witness witness, Speech speech) {
        this.endOfTurn = ears.endOfTurn();
        this.witness = witness;
        this.speech = speech;
        core = new CallCore(rules, speech.overlap(), AudioClip.SPEECH_RATE);
        state = core.ring(roleplay, ears.pauses());
        microphone = new Microphone(
                ears.recognizer(),
                ears.vocabulary(),
                ears.activity(),
                echo,
                () -> now,
                inputs::add,
                (_, _) -> {},
                trouble -> failure = trouble);
        tell(new CallInput.Answered());
    }

    /** With a persona who listens without a word, and a line that holds as long as the recording. */
    public static VirtualCall ofLeaderAlone(Ears ears, Witness witness) {
        return new VirtualCall(ears, SilentPersona.BEFORE_THE_CALL, HOLDING, witness);
    }

    /** With a persona who begins to speak at once and has nothing to say after that, on such a line. */
    static VirtualCall ofPersonaSpeaking(Ears ears, Witness witness, Speech speech) {
        return new VirtualCall(ears, SilentPersona.WITH_AN_OPENING, HOLDING, witness, speech);
    }

    /**
     * The leader's microphone hears this, frame by frame.
     *
     * @param sound 16 kHz
     * @throws RecognitionException when the engine failed
     */
    public void hear(AudioClip sound) {
        for (int at = 0; at < sound.length(); at += FRAME) {
            short[] frame = Arrays.copyOfRange(sound.samples(), at, Math.min(sound.length(), at + FRAME));
            heard += frame.length;
            pass(AudioClip.duration(heard, AudioClip.SPEECH_RATE));
            microphone.accept(frame);
            if (!speech.lasts().isZero()) {
                // What is made out of the leader so far decides who has the floor.
                microphone.catchUp();
            }
            tell(new CallInput.Tick());
        }
    }

    /** What knows the persona's voice in the microphone, where somebody plays it. */
    EchoGuard echo() {
        return echo;
    }

    Duration now() {
        return now;
    }

    /** Whoever plays the persona's voice has come so far with its turn of this number. */
    void played(int turn, long samples, boolean done) {
        tell(new CallInput.Played(turn, samples, done));
    }

    /** Nothing more comes: what the leader had begun to say is a turn, and the line is dead. */
    public void hangUp() {
        microphone.pause();
        tell(new CallInput.Muted());
        tell(new CallInput.HungUp());
    }

    public boolean ended() {
        return state.phase() == CallState.Phase.ENDED;
    }

    /** How the leader has been found to pause. */
    public PauseStatistics pauses() {
        return state.pauses();
    }

    /** The core is woken on the way whenever it has asked to be. */
    private void pass(Duration until) {
        Duration wake = core.wake(state, now);
        while (wake.compareTo(until) < 0) {
            // What stays due waits for something else than time.
            now = wake.compareTo(now) > 0 ? wake : now.plusMillis(1);
            tell(new CallInput.Tick());
            wake = core.wake(state, now);
        }
        now = until.compareTo(now) > 0 ? until : now;
    }

    private void tell(CallInput input) {
        inputs.add(input);
        try {
            for (CallInput next = next(); next != null; next = next()) {
                handle(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecognitionException("interrupted while the recogniser was at work", e);
        }
    }

    /** The recogniser works on a thread of its own; the clock of the call stands until it has the words. */
    private @Nullable CallInput next() throws InterruptedException {
        return finishing == 0 ? inputs.poll() : inputs.take();
    }

    private void handle(CallInput input) {
        RecognitionException trouble = failure;
        if (trouble != null) {
            throw trouble;
        }
        if (input instanceof CallInput.Recognised) {
            finishing--;
        }
        witness.happened(input, now);
        CallCore.Transition transition = core.on(state, input, now);
        state = transition.state();
        transition.effects().forEach(effect -> {
            witness.wanted(effect, now);
            perform(effect);
        });
    }

    private void perform(CallEffect effect) {
        switch (effect) {
            case CallEffect.Keep it -> witness.kept(it.event(), now);
            case CallEffect.FinishSegment it -> {
                finishing++;
                microphone.finish(it.segment());
            }
            case CallEffect.Decide it -> inputs.add(new CallInput.Decided(it.id(), endOfTurn.apply(it.turn())));
            case CallEffect.Appraise it ->
                inputs.add(new CallInput.Appraised(it.id(), it.roleplay().understand(it.said())));
            case CallEffect.Prepare it -> {
                inputs.add(new CallInput.FirstWord(it.reply()));
                long length = AudioClip.samples(speech.lasts(), AudioClip.SPEECH_RATE);
                String words = speech.words().isEmpty() ? it.brief().task().act() : speech.words();
                inputs.add(new CallInput.ClauseReady(it.reply(), words, 0, length));
                inputs.add(new CallInput.ReplyComplete(it.reply(), NOBODY, "", length, List.of()));
            }
            case CallEffect.Play it -> inputs.add(new CallInput.AudioSent(it.reply()));
            // Of what is not heard nothing can be stopped, and nobody reads along.
            case CallEffect.Discard _,
                    CallEffect.Lower _,
                    CallEffect.Hold _,
                    CallEffect.Continue _,
                    CallEffect.Interrupt _,
                    CallEffect.Finished _,
                    CallEffect.Resend _,
                    CallEffect.StopClock _,
                    CallEffect.StartClock _,
                    CallEffect.ShowHearing _,
                    CallEffect.ShowCaption _,
                    CallEffect.CaptionsComplete _,
                    CallEffect.ShowClock _,
                    CallEffect.ShowWarning _,
                    CallEffect.ShowLatency _,
                    CallEffect.Close _ -> {}
        }
    }

    @Override
    public void close() {
        microphone.close();
    }
}
