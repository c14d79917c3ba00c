package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.conversation.CallInput;
import dev.calmroom.recognition.Recognition;
import dev.calmroom.recognition.RecognitionListener;
import dev.calmroom.recognition.RecognitionStream;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.transcript.Word;
import dev.calmroom.turntaking.EchoGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What of the leader's sound the recogniser gets to hear. */
class MicrophoneTest {
    private static final int MS = AudioClip.SPEECH_RATE / 1000;
    private static final int FRAME = 20 * MS;
    private static final short VOICE = 2_000;
    private static final short ROOM = 3;

    private final FakeRecognizer recognizer = new FakeRecognizer();
    private final List<CallInput> inputs = new ArrayList<>();
    private int heard;
    private final Microphone microphone = new Microphone(
            recognizer,
            Vocabulary.NONE,
            new LoudnessDetector(VOICE),
            new EchoGuard(),
            () -> AudioClip.duration(heard, AudioClip.SPEECH_RATE),
            inputs::add,
            failure -> {
                throw failure;
            });

    @Test
    void afterAShortPauseTheRecogniserHearsTheSilenceBeforeTheNextWordAndNothingOfTheLast() {
        speak(600);
        hush(220);
        microphone.finish(1);
        speak(300);

        Utterance next = recognizer.utterances.get(1);
        assertThat(next.from()).isBetween(400L * MS, 500L * MS);
        assertThat(next.between(next.from(), 700 * MS)).containsOnly((short) 0);
        assertThat(next.between(760 * MS, 820 * MS)).containsOnly(ROOM);
        assertThat(next.between(820 * MS, heard)).containsOnly(VOICE);
    }

    @Test
    void aWordThatBeganJustBeforeASegmentEndedIsHeardFromItsFirstSound() {
        speak(600);
        hush(200);
        speak(80);
        microphone.finish(1);
        speak(200);

        Utterance next = recognizer.utterances.get(1);
        assertThat(next.from()).isLessThan(600L * MS);
        assertThat(next.between(800 * MS, heard)).containsOnly(VOICE);
    }

    @Test
    void whatASegmentHasHeardOfAVoiceThatGoesOnIsNotHeardTwice() {
        speak(2_000);
        microphone.finish(1);
        speak(200);

        assertThat(recognizer.utterances.get(1).from()).isEqualTo(2_000L * MS);
    }

    /** The words are there, and what is made of them fails. */
    @Test
    void aSegmentThatNothingCanBeMadeOfIsTakenForSilence() {
        speak(600);
        recognizer.recognised =
                new Recognition(List.of(new Word("endless", Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE), 0.1)));
        inputs.clear();
        microphone.finish(1);
        assertThat(inputs).contains(new CallInput.Recognised(1, "", List.of()));
    }

    private void speak(int millis) {
        hear(millis, VOICE);
    }

    private void hush(int millis) {
        hear(millis, ROOM);
    }

    private void hear(int millis, short level) {
        for (int at = 0; at < millis * MS; at += FRAME) {
            short[] frame = new short[FRAME];
            Arrays.fill(frame, level);
            heard += FRAME;
            microphone.accept(frame);
        }
    }

    private record Utterance(List<Long> positions, List<short[]> frames) {
        long from() {
            return positions.getFirst();
        }

        List<Short> between(long from, long to) {
            List<Short> found = new ArrayList<>();
            for (int i = 0; i < frames.size(); i++) {
                for (int k = 0; k < FRAME; k++) {
                    long at = positions.get(i) + k;
                    if (at >= from && at < to) {
                        found.add(frames.get(i)[k]);
                    }
                }
            }
            return found;
        }
    }

    private static final class FakeRecognizer implements SpeechRecognizer {
        private final List<Utterance> utterances = new ArrayList<>(List.of(begun()));
        private Recognition recognised = Recognition.NOTHING;

        private static Utterance begun() {
            return new Utterance(new ArrayList<>(), new ArrayList<>());
        }

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public RecognitionStream open(Vocabulary vocabulary, RecognitionListener listener) {
            return new RecognitionStream() {
                @Override
                public void accept(long position, short[] samples) {
                    utterances.getLast().positions().add(position);
                    utterances.getLast().frames().add(samples);
                }

                @Override
                public CompletableFuture<Recognition> finish() {
                    utterances.add(begun());
                    return CompletableFuture.completedFuture(recognised);
                }

                @Override
                public void discard() {}

                @Override
                public void close() {}
            };
        }

        @Override
        public int openStreams() {
            return 1;
        }

        @Override
        public void close() {}
    }
}
