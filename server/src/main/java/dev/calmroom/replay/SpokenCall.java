package dev.calmroom.replay;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Resampler;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.recognition.Recognition;
import dev.calmroom.recognition.RecognitionException;
import dev.calmroom.recognition.RecognitionListener;
import dev.calmroom.recognition.RecognitionStream;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import dev.calmroom.turntaking.EndOfTurnDetector;
import dev.calmroom.turntaking.PauseStatistics;
import dev.calmroom.turntaking.SpeechSegmenter;
import dev.calmroom.turntaking.TurnSoFar;
import dev.calmroom.turntaking.VoiceActivity;
import dev.calmroom.turntaking.VoiceActivityDetector;
import dev.calmroom.turntaking.VoiceFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * A leader's turns from a recording of the leader's voice alone, told apart as in a live call: voice activity,
 * recognition of each stretch, and the end of a turn where the words and the pause say so. Faster than the sound, on
 * its sample clock.
 */
public final class SpokenCall {
    private static final int FRAME = AudioClip.SPEECH_RATE / 50;
    /** How much of the sound before a voice was noticed the recogniser gets to hear. */
    private static final int RUN_UP = AudioClip.SPEECH_RATE * 400 / 1000;
    /** Silence after which the recogniser is asked for its words; a voice that comes back earlier goes on. */
    private static final long SEGMENT_AFTER = AudioClip.SPEECH_RATE / 5;

    private final AudioClip clip;
    private final RecognitionStream stream;
    private final EndOfTurnDetector endOfTurn;
    private final VoiceActivityDetector activity;
    private final SpeechSegmenter segmenter = SpeechSegmenter.standard();
    private final List<Turn> turns = new ArrayList<>();
    private final List<Word> heard = new ArrayList<>();
    private PauseStatistics pauses = PauseStatistics.UNKNOWN;
    private long fed;
    private boolean open;
    private long silentSince = -1;
    private long deadline = Long.MAX_VALUE;

    private SpokenCall(
            AudioClip clip, RecognitionStream stream, EndOfTurnDetector endOfTurn, VoiceActivityDetector activity) {
        this.clip = clip;
        this.stream = stream;
        this.endOfTurn = endOfTurn;
        this.activity = activity;
    }

    /**
     * @param recording of the leader, at any rate
     * @param activity fresh, for this recording alone
     * @throws IllegalArgumentException when no word was recognised
     * @throws RecognitionException when the engine failed
     */
    public static RecordedCall hear(
            AudioClip recording,
            SpeechRecognizer recognizer,
            Vocabulary vocabulary,
            EndOfTurnDetector endOfTurn,
            VoiceActivityDetector activity) {
        AudioClip clip = Resampler.resample(recording, AudioClip.SPEECH_RATE);
        try (RecognitionStream stream = recognizer.open(vocabulary, new Unheard())) {
            return new SpokenCall(clip, stream, endOfTurn, activity).hear();
        } catch (CompletionException e) {
            throw new RecognitionException("the recording could not be recognised", e.getCause());
        }
    }

    private RecordedCall hear() {
        for (int at = 0; at < clip.length(); at += FRAME) {
            int end = Math.min(clip.length(), at + FRAME);
            for (VoiceFrame window : activity.accept(Arrays.copyOfRange(clip.samples(), at, end))) {
                segmenter.accept(window).ifPresent(this::border);
            }
            if (open) {
                feed(end);
            }
            passTo(end);
        }
        recognise(clip.length());
        conclude();
        if (turns.isEmpty()) {
            throw new IllegalArgumentException("no word could be recognised in the recording");
        }
        return new RecordedCall(turns, Map.of(), null);
    }

    private void border(VoiceActivity border) {
        switch (border) {
            case VoiceActivity.Started started -> {
                if (silentSince >= 0 && started.position() > silentSince) {
                    pauses = pauses.observe(time(started.position() - silentSince));
                }
                silentSince = -1;
                deadline = Long.MAX_VALUE;
                if (!open) {
                    open = true;
                    fed = Math.max(fed, started.position() - RUN_UP);
                }
            }
            case VoiceActivity.Ended ended -> silentSince = ended.position();
        }
    }

    /** Gives the recogniser everything up to here that it has not heard. */
    private void feed(int end) {
        for (long from = fed; from < end; from += FRAME) {
            int to = (int) Math.min(end, from + FRAME);
            stream.accept(from, Arrays.copyOfRange(clip.samples(), (int) from, to));
        }
        fed = end;
    }

    private void passTo(long now) {
        if (open && silentSince >= 0 && now >= silentSince + SEGMENT_AFTER) {
            recognise(now);
        }
        if (now >= deadline) {
            conclude();
        }
    }

    private void recognise(long now) {
        if (!open) {
            return;
        }
        open = false;
        Recognition said = stream.finish().join();
        heard.addAll(said.words());
        if (!heard.isEmpty() && silentSince >= 0) {
            TurnSoFar hearing = new TurnSoFar(text(), heard, time(now - silentSince), pauses);
            deadline = silentSince + AudioClip.samples(endOfTurn.decide(hearing).patience(), AudioClip.SPEECH_RATE);
        }
    }

    private void conclude() {
        if (!heard.isEmpty()) {
            turns.add(new Turn(2 * turns.size() + 2, Speaker.LEADER, text(), List.copyOf(heard)));
            heard.clear();
        }
        silentSince = -1;
        deadline = Long.MAX_VALUE;
    }

    private String text() {
        return heard.stream().map(Word::text).collect(Collectors.joining(" "));
    }

    private static Duration time(long samples) {
        return AudioClip.duration(samples, AudioClip.SPEECH_RATE);
    }

    /** Failures come out of finish() as well, and nobody reads along. */
    private static final class Unheard implements RecognitionListener {
        @Override
        public void onPartial(String text, long upTo) {}

        @Override
        public void onError(RecognitionException error) {}
    }
}
