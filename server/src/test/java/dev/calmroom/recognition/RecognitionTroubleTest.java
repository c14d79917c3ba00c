package dev.calmroom.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a call is told of a recogniser that cannot begin, and that the next utterance is heard all the same. */
class RecognitionTroubleTest {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile boolean away = true;
    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void theReasonIsSaidAsItIsAndTheNextUtteranceIsHeardAgain() throws Exception {
        try (RecognitionThreads threads = new RecognitionThreads(1)) {
            VoskStream stream =
                    new VoskStream(farm(), threads, new VocabularyCorrector(Vocabulary.NONE), listener(), gone -> {});
            stream.accept(0, new short[320]);
            assertThatThrownBy(() -> stream.finish().get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(RecognitionException.class);
            assertThat(told).containsExactly("The recogniser could not begin: no vosk-server answers.");

            away = false;
            stream.accept(320, new short[320]);
            assertThat(stream.finish().get(20, TimeUnit.SECONDS).text()).isEqualTo("it is back");
            assertThat(closed).hasValue(1);
            assertThat(told).hasSize(1);
            stream.close();
        }
    }

    private Utterances farm() {
        return new Utterances() {
            @Override
            public Utterance open(int sampleRate) throws IOException {
                if (away) {
                    throw new IOException("no vosk-server answers", new ConnectException());
                }
                return new Heard();
            }

            @Override
            public void close() {}
        };
    }

    private final class Heard implements Utterance {
        @Override
        public boolean accept(short[] samples) {
            return false;
        }

        @Override
        public String result() {
            return "{}";
        }

        @Override
        public String partialResult() {
            return "{\"partial\" : \"\"}";
        }

        @Override
        public String finalResult() {
            return """
                    {"result" : [{"conf" : 1.0, "start" : 0.0, "end" : 0.01, "word" : "it"},
                     {"conf" : 1.0, "start" : 0.01, "end" : 0.015, "word" : "is"},
                     {"conf" : 1.0, "start" : 0.015, "end" : 0.02, "word" : "back"}], "text" : "it is back"}""";
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private RecognitionListener listener() {
        return new RecognitionListener() {
            @Override
            public void onPartial(String text, long upTo) {}

            @Override
            public void onError(RecognitionException error) {
                told.add(String.valueOf(error.getMessage()));
            }
        };
    }
}
