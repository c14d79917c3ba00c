package dev.calmroom.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.audio.Wav;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/**
 * Calls heard on another machine: a server of vosk-server's protocol, with the model that is in the product. The reference
 * server is tried with {@code -Dcalmroom.voskserver=ws://127.0.0.1:2700}.
 */
@Tag("slow")
@Tag("audio")
class VoskServerTest {
    private static final String WORDS = "i will take the board and the customers myself";

    private static ConfigurableApplicationContext service;
    private static URI address;
    private static short[] question;

    private final List<RecognitionException> errors = new CopyOnWriteArrayList<>();

    /** Answers as the reference server does: each frame with a partial result or a result, the end with the last. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = DataSourceAutoConfiguration.class)
    @EnableWebSocket
    static class Farm extends AbstractWebSocketHandler {
        static final VoskModel MODEL = VoskRecognizer.model(ModelCache.standard(System.getenv()));
        static final Map<String, Utterance> UTTERANCES = new ConcurrentHashMap<>();
        static volatile boolean goesAway;

        @Bean
        WebSocketConfigurer lines() {
            return registry -> registry.addHandler(this, "/").setAllowedOrigins("*");
        }

        @Override
        protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
            if (message.getPayload().contains("\"config\"")) {
                assertThat(message.getPayload()).contains("\"sample_rate\": 16000", "\"words\": true");
            } else if (message.getPayload().equals("{\"eof\" : 1}")) {
                session.sendMessage(new TextMessage(heardBy(session).finalResult()));
                session.close();
            }
        }

        @Override
        protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) throws IOException {
            if (goesAway) {
                session.close(CloseStatus.GOING_AWAY);
                return;
            }
            var samples = message.getPayload().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
            short[] frame = new short[samples.remaining()];
            samples.get(frame);
            Utterance utterance = heardBy(session);
            boolean isEnd = utterance.accept(frame);
            session.sendMessage(new TextMessage(isEnd ? utterance.result() : utterance.partialResult()));
        }

        private static Utterance heardBy(WebSocketSession session) throws IOException {
            Utterance known = UTTERANCES.get(session.getId());
            if (known == null) {
                known = MODEL.open(16_000);
                UTTERANCES.put(session.getId(), known);
            }
            return known;
        }

        @Override
        public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
            Utterance utterance = UTTERANCES.remove(session.getId());
            if (utterance != null) {
                utterance.close();
            }
        }
    }

    @BeforeAll
    static void start() throws IOException {
        question = Wav.read(Path.of("src/test/resources/speech/rms-1.wav")).samples();
        service = new SpringApplication(Farm.class).run("--server.port=0", "--server.address=127.0.0.1");
        int port = Objects.requireNonNull(((WebServerApplicationContext) service).getWebServer())
                .getPort();
        address = URI.create(System.getProperty("calmroom.voskserver", "ws://127.0.0.1:" + port));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void isThere() {
        Farm.goesAway = false;
    }

    @Test
    void aCallIsHeardThereAsItIsHere() throws Exception {
        List<String> partials = new CopyOnWriteArrayList<>();
        try (VoskRecognizer recognizer = VoskRecognizer.at(address);
                RecognitionStream stream = recognizer.open(Vocabulary.NONE, listener(partials))) {
            assertThat(recognizer.name()).isEqualTo("Vosk at 127.0.0.1");
            long offset = 16_000 * 100;
            for (int utterance = 0; utterance < 2; utterance++) {
                feed(stream, offset * (utterance + 1));
                Recognition heard = stream.finish().get(60, TimeUnit.SECONDS);
                assertThat(heard.text()).isEqualTo(WORDS);
                assertThat(heard.words().getFirst().start().toSeconds())
                        .isBetween(100L * (utterance + 1), 101L * (utterance + 1));
            }
            assertThat(partials).hasSizeGreaterThan(6);
            feed(stream, offset * 4);
            stream.discard();
            assertThat(stream.finish().get(60, TimeUnit.SECONDS).isEmpty()).isTrue();
            assertThat(errors).isEmpty();
        }
    }

    @Test
    void aServerThatGoesAwayInMidUtteranceIsToldAndTheSameCallFindsOneThatIsThere() throws Exception {
        try (VoskRecognizer recognizer = VoskRecognizer.at(address)) {
            Farm.goesAway = true;
            try (RecognitionStream stream = recognizer.open(Vocabulary.NONE, listener(new CopyOnWriteArrayList<>()))) {
                feed(stream, 0);
                assertThatThrownBy(() -> stream.finish().get(60, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(RecognitionException.class);
                assertThat(errors).singleElement().satisfies(e -> assertThat(e).hasMessageContaining("vosk-server"));
                Farm.goesAway = false;
                feed(stream, question.length);
                assertThat(stream.finish().get(60, TimeUnit.SECONDS).text()).isEqualTo(WORDS);
            }
        }
    }

    @Test
    void whereNoneIsTheStartSaysSoWithWhatToSet() {
        for (String nowhere : List.of("ws://127.0.0.1:1", "http://127.0.0.1:2700", "2700")) {
            assertThatThrownBy(() -> VoskRecognizer.at(URI.create(nowhere)))
                    .isInstanceOf(RecognitionException.class)
                    .hasMessageContaining("No vosk-server answers at " + nowhere)
                    .hasMessageContaining("CALMROOM_RECOGNIZER_URL");
        }
    }

    private RecognitionListener listener(List<String> partials) {
        return new RecognitionListener() {
            @Override
            public void onPartial(String text, long upTo) {
                partials.add(text);
            }

            @Override
            public void onError(RecognitionException error) {
                errors.add(error);
            }
        };
    }

    private static void feed(RecognitionStream stream, long from) {
        for (int at = 0; at < question.length; at += 320) {
            stream.accept(from + at, Arrays.copyOfRange(question, at, Math.min(question.length, at + 320)));
        }
    }
}
