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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of the leader's sound the recogniser gets to hear. */
class MicrophoneTest {
    private static final int MS = AudioClip.SPEECH_RATE / 1000;
    private static final int FRAME = 20 * MS;
    private static final short VOICE = 2_000;
    private static final short ROOM = 3;

    private final FakeRecognizer recognizer = new FakeRecognizer();
    private final List<CallInput> inputs = new ArrayList<>();
    private int heard;
    /** How long the sound takes to come here, and how much later than it was spoken the last of it did. */
    private Duration late = Duration.ZERO;

    private final short[] recording = new short[60_000 * MS];
    private int recorded;
    private final Microphone microphone = new Microphone(
            recognizer,
            Vocabulary.NONE,
            new LoudnessDetector(VOICE),
            new EchoGuard(),
            () -> AudioClip.duration(heard, AudioClip.SPEECH_RATE).plus(late),
            inputs::add,
            this::takeDown,
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

    /** As a track does: what begins later than the last ended leaves a gap, and everything else follows. */
    private void takeDown(Duration at, short[] samples) {
        int start = Math.toIntExact(AudioClip.samples(at, AudioClip.SPEECH_RATE));
        if (start > recorded + 250 * MS) {
            recorded = start;
        }
        System.arraycopy(samples, 0, recording, recorded, samples.length);
        recorded += samples.length;
    }

    /** @return where, in milliseconds, a voice is in the recording between these */
    private List<Integer> voiceBetween(int from, int to) {
        List<Integer> found = new ArrayList<>();
        for (int at = from; at < to; at += 20) {
            if (recording[at * MS] == VOICE) {
                found.add(at);
            }
        }
        return found;
    }

    /** The line is gone while this is spoken: all of it comes at once when it is back. */
    private void keptAndSentAtOnce(int hush, int speak) {
        microphone.pause();
        Duration away = Duration.ofMillis(hush + speak);
        late = late.plus(away);
        for (int at = 0; at < hush + speak; at += 20) {
            short[] frame = new short[FRAME];
            Arrays.fill(frame, at < hush ? ROOM : VOICE);
            heard += FRAME;
            late = late.minusMillis(20);
            microphone.accept(frame);
        }
    }

    @ParameterizedTest
    @CsvSource({"300, 700", "1000, 4000", "4000, 1000", "9000, 6000"})
    void whatWasSpokenWhileTheLineWasAwayAndAllAfterItIsRecordedWhereItWasSpoken(int hush, int speak) {
        speak(3_000);
        keptAndSentAtOnce(hush, speak);
        hush(5_000);
        speak(1_000);
        hush(1_000);
        microphone.close();

        int back = 3_000 + hush + speak;
        assertThat(voiceBetween(0, 3_000)).hasSize(150);
        assertThat(voiceBetween(3_000, 3_000 + hush)).isEmpty();
        assertThat(voiceBetween(3_000 + hush, back)).hasSize(speak / 20);
        assertThat(voiceBetween(back, back + 5_000)).isEmpty();
        assertThat(voiceBetween(back + 5_000, back + 6_000)).hasSize(50);
    }

    @Test
    void aLineThatIsGoneTwiceIsRecordedAsWell() {
        speak(1_000);
        keptAndSentAtOnce(2_000, 1_000);
        hush(500);
        keptAndSentAtOnce(1_000, 2_000);
        hush(400);
        speak(600);
        microphone.close();

        assertThat(voiceBetween(0, 30_000))
                .containsExactlyElementsOf(IntStream.iterate(0, at -> at < 8_500, at -> at + 20)
                        .filter(at ->
                                at < 1_000 || (at >= 3_000 && at < 4_000) || (at >= 5_500 && at < 7_500) || at >= 7_900)
                        .boxed()
                        .toList());
    }

    @Test
    void withoutABreakEverySoundIsRecordedOnceAndInItsPlace() {
        hush(500);
        speak(1_000);
        hush(3_000);
        speak(500);
        microphone.close();

        assertThat(recorded).isEqualTo(5_000 * MS);
        assertThat(voiceBetween(0, 5_000)).hasSize(75);
        assertThat(voiceBetween(500, 1_500)).hasSize(50);
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
