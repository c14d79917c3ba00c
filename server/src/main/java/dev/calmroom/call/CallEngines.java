package dev.calmroom.call;

import dev.calmroom.conversation.Overlap;
import dev.calmroom.recognition.SecondHearing;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.synthesis.SpeechSynthesizer;
import dev.calmroom.turntaking.EchoGuard;
import dev.calmroom.turntaking.EndOfTurnDetector;
import dev.calmroom.turntaking.Opinion;
import dev.calmroom.turntaking.VoiceActivityDetector;
import java.util.function.Supplier;

/**
 * The engines that all calls share.
 *
 * @param guests speaks for others than the persona; the persona's own voice where there is one only
 * @param voiceActivity a fresh detector for one call
 * @param models where what takes a model is asked
 * @param recordings takes down the sound of each call
 * @param second hears each of the leader's turns once more
 */
public record CallEngines(
        SpeechRecognizer recognizer,
        SpeechSynthesizer voice,
        Supplier<SpeechSynthesizer> guests,
        Supplier<VoiceActivityDetector> voiceActivity,
        EndOfTurnDetector endOfTurn,
        Overlap overlap,
        ModelThreads models,
        CallRecording.Factory recordings,
        SecondHearing second) {

    /** The same for somebody who is not to be hurried, and whose turns nobody hears again. */
    CallEngines waiting(Opinion.AtLeast least) {
        return new CallEngines(
                recognizer,
                voice,
                guests,
                voiceActivity,
                endOfTurn.waiting(least),
                overlap,
                models,
                recordings,
                SecondHearing.NONE);
    }

    /**
     * What words over the persona's voice mean in a call.
     *
     * @param echo what it is heard through; one that has heard nothing where a browser speaks, so that words alone tell
     */
    Overlap overlap(EchoGuard echo, Vocabulary vocabulary) {
        return new OverlapInCall(overlap, echo, vocabulary);
    }

    /** Where everybody speaks with one voice, and nothing is heard again. */
    public CallEngines(
            SpeechRecognizer recognizer,
            SpeechSynthesizer voice,
            Supplier<VoiceActivityDetector> voiceActivity,
            EndOfTurnDetector endOfTurn,
            Overlap overlap,
            ModelThreads models,
            CallRecording.Factory recordings) {
        this(recognizer, voice, () -> voice, voiceActivity, endOfTurn, overlap, models, recordings, SecondHearing.NONE);
    }
}
