package dev.calmroom.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.audio.Wav;
import dev.calmroom.transcript.Word;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@Tag("audio")
class VoskStreamTest {
    private static VoskRecognizer recognizer;
    private static short[] question;

    @BeforeAll
    static void load() throws IOException {
        recognizer = VoskRecognizer.load(ModelCache.standard(System.getenv()), 2);
        question = Wav.read(Path.of("src/test/resources/speech/rms-1.wav")).samples();
    }

    @AfterAll
    static void close() {
        recognizer.close();
    }

    @Test
    void partialsGrowWhileTheLeaderSpeaksAndFinalsHaveTimesInTheStream() throws Exception {
        Heard heard = new Heard();
        try (RecognitionStream stream = recognizer.open(Vocabulary.NONE, heard)) {
            long offset = 16_000 * 100;
            feed(stream, offset, question);
            Recognition recognition = stream.finish().get(20, TimeUnit.SECONDS);
            assertThat(heard.partials).hasSizeGreaterThan(3);
            assertThat(heard.partials.getLast()).startsWith("i will take the board");
            assertThat(recognition.text()).isEqualTo("i will take the board and the customers myself");
            assertTimes(recognition.words(), Duration.ofSeconds(100), Duration.ofSeconds(104));
        }
    }

    @Test
    void silenceThatWasLeftOutStillCountsInTheTimesOfLaterWords() throws Exception {
        try (RecognitionStream stream = recognizer.open(Vocabulary.NONE, new Heard())) {
            feed(stream, 0, question);
            Recognition first = stream.finish().get(20, TimeUnit.SECONDS);
            long leap = 16_000 * 60;
            feed(stream, leap, question);
            Recognition second = stream.finish().get(20, TimeUnit.SECONDS);
            assertThat(second.text()).isEqualTo(first.text());
            Duration apart = second.words()
                    .getFirst()
                    .start()
                    .minus(first.words().getFirst().start());
            assertThat(apart).isBetween(Duration.ofMillis(59_800), Duration.ofMillis(60_200));
        }
    }

    @Test
    void whatIsDiscardedIsInNoResult() throws Exception {
        try (RecognitionStream stream = recognizer.open(Vocabulary.NONE, new Heard())) {
            feed(stream, 0, question);
            stream.discard();
            feed(stream, question.length, new short[16_000]);
            assertThat(stream.finish().get(20, TimeUnit.SECONDS).isEmpty()).isTrue();
        }
    }

    @Test
    void manyStreamsAtOnceDoNotMix() throws Exception {
        short[] other = Wav.read(Path.of("src/test/resources/speech/slt-3.wav")).samples();
        List<RecognitionStream> streams = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            streams.add(recognizer.open(Vocabulary.NONE, new Heard()));
        }
        for (int i = 0; i < streams.size(); i++) {
            feed(streams.get(i), 0, i % 2 == 0 ? question : other);
        }
        for (int i = 0; i < streams.size(); i++) {
            String words = streams.get(i).finish().get(60, TimeUnit.SECONDS).text();
            assertThat(words)
                    .isEqualTo(
                            i % 2 == 0
                                    ? "i will take the board and the customers myself"
                                    : "we will get through this together");
            streams.get(i).close();
        }
    }

    @Test
    void closingInMidFeedFreesEveryRecogniserAndLeavesNoResultOpen() throws Exception {
        List<CompletableFuture<Recognition>> results = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RecognitionStream stream = recognizer.open(Vocabulary.NONE, new Heard());
            feed(stream, 0, question);
            results.add(stream.finish());
            stream.close();
            stream.close();
            stream.accept(question.length, new short[320]);
            results.add(stream.finish());
        }
        for (CompletableFuture<Recognition> result : results) {
            assertThat(result.get(60, TimeUnit.SECONDS)).isNotNull();
        }
        RecognitionStream last = recognizer.open(Vocabulary.NONE, new Heard());
        last.finish().get(60, TimeUnit.SECONDS);
        last.close();
        CompletableFuture.runAsync(() -> {
                    while (recognizer.openStreams() > 0) {
                        Thread.onSpinWait();
                    }
                })
                .get(30, TimeUnit.SECONDS);
        assertThat(recognizer.openStreams()).isZero();
    }

    @Test
    void anUtteranceMayBeginWithSoundThatTheLastOneHasHeard() throws Exception {
        try (RecognitionStream stream = recognizer.open(Vocabulary.NONE, new Heard())) {
            feed(stream, 0, question);
            Recognition first = stream.finish().get(20, TimeUnit.SECONDS);
            feed(stream, 0, question);
            Recognition second = stream.finish().get(20, TimeUnit.SECONDS);
            assertThat(second).isEqualTo(first);
        }
    }

    @Test
    void soundThatGoesBackOrIsTooLongIsRefused() {
        try (RecognitionStream stream = recognizer.open(Vocabulary.NONE, new Heard())) {
            stream.accept(320, new short[320]);
            assertThatThrownBy(() -> stream.accept(320, new short[320])).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> stream.accept(1_000, new short[16_001]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void feed(RecognitionStream stream, long offset, short[] samples) {
        for (int at = 0; at < samples.length; at += 320) {
            stream.accept(offset + at, Arrays.copyOfRange(samples, at, Math.min(samples.length, at + 320)));
        }
    }

    private static void assertTimes(List<Word> words, Duration from, Duration to) {
        Duration before = from;
        for (Word word : words) {
            assertThat(word.start()).isBetween(before, to);
            assertThat(word.end()).isBetween(word.start(), to);
            assertThat(word.confidence()).isBetween(0.3, 1.0);
            before = word.start();
        }
    }

    private static final class Heard implements RecognitionListener {
        final List<String> partials = new CopyOnWriteArrayList<>();

        @Override
        public void onPartial(String text, long upTo) {
            partials.add(text);
        }

        @Override
        public void onError(RecognitionException error) {
            throw error;
        }
    }
}
