package dev.calmroom.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Wav;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of that protocol on this machine, and what becomes of its answers. */
class TranscriptionServerTest {
    private static final AudioClip TURN =
            new AudioClip(new short[] {1, -2, 300, -32_768, 32_767}, AudioClip.SPEECH_RATE);
    private static final Vocabulary NAMES = Vocabulary.of(List.of("Nakamura", "rollback"));

    private final List<byte[]> forms = new CopyOnWriteArrayList<>();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private volatile String answer = "{\"text\": \" Roll it back,\\n please. \"}";
    private volatile int status = 200;
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        paths.add(exchange.getRequestURI().getPath());
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        forms.add(exchange.getRequestBody().readAllBytes());
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private SecondHearing at(String path) {
        return SecondHearing.of(Map.of(
                "CALMROOM_SECOND_HEARING_URL",
                "http://localhost:" + server.getAddress().getPort() + path));
    }

    private String heard() {
        try (SecondHearing ears = at("")) {
            return ears.hear(TURN, NAMES);
        }
    }

    @Test
    void itIsGivenTheTurnToTheSampleAndTheNamesOfTheScenario() throws IOException {
        assertThat(heard()).isEqualTo("Roll it back, please.");

        String form = new String(forms.getFirst(), StandardCharsets.ISO_8859_1);
        assertThat(form)
                .contains("name=\"prompt\"\r\n\r\nNakamura, rollback.\r\n")
                .contains("name=\"model\"\r\n\r\nwhisper-1");
        int wav = form.indexOf("RIFF");
        AudioClip sent = Wav.read(
                new ByteArrayInputStream(forms.getFirst(), wav, forms.getFirst().length - wav), "the form's file");
        assertThat(sent.samples()).startsWith(TURN.samples());
        assertThat(sent.sampleRate()).isEqualTo(AudioClip.SPEECH_RATE);
        assertThat(keys).containsExactly("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/v1", "/v1/", "/v1/audio/transcriptions"})
    void itsAddressIsTakenAsPeopleWriteIt(String path) {
        try (SecondHearing ears = at(path)) {
            ears.hear(TURN, Vocabulary.NONE);
        }

        assertThat(paths).containsExactly("/v1/audio/transcriptions");
    }

    @Test
    void whisperCppsOwnEndpointIsTakenAsItStands() {
        try (SecondHearing ears = at("/inference")) {
            ears.hear(TURN, Vocabulary.NONE);
        }

        assertThat(paths).containsExactly("/inference");
    }

    @Test
    void modelAndKeyAreSentWhereTheyAreSet() {
        try (SecondHearing ears = SecondHearing.of(Map.of(
                "CALMROOM_SECOND_HEARING_URL",
                "http://localhost:" + server.getAddress().getPort(),
                "CALMROOM_SECOND_HEARING_MODEL",
                "large-v3",
                "CALMROOM_SECOND_HEARING_API_KEY",
                "secret"))) {
            ears.hear(TURN, Vocabulary.NONE);

            assertThat(ears.name()).isEqualTo("large-v3 at localhost");
        }
        assertThat(new String(forms.getFirst(), StandardCharsets.ISO_8859_1)).contains("large-v3");
        assertThat(keys).containsExactly("Bearer secret");
    }

    @Test
    void plainTextIsAnAnswerAndSilenceIsOne() {
        answer = "Go on.\n";
        assertThat(heard()).isEqualTo("Go on.");

        answer = "{\"text\": \"\"}";
        assertThat(heard()).isEmpty();
    }

    @Test
    void whatIsNoAnswerIsToldWithTheServersOwnWords() {
        status = 404;
        answer = "{\"detail\": \"no model «whisper-1»; there is base.en\"}";
        assertThatThrownBy(this::heard)
                .isInstanceOf(RecognitionException.class)
                .hasMessageContaining("answered 404")
                .hasMessageContaining("there is base.en");

        status = 200;
        answer = "{\"segments\": []}";
        assertThatThrownBy(this::heard).isInstanceOf(RecognitionException.class).hasMessageContaining("without a text");

        answer = "{\"text\": ";
        assertThatThrownBy(this::heard).isInstanceOf(RecognitionException.class).hasMessageContaining("no JSON");

        answer = "x".repeat(100_000);
        assertThatThrownBy(this::heard).isInstanceOf(RecognitionException.class).hasMessageContaining("more than");
    }

    @Test
    void aServerThatIsNotThereIsToldByTheVariableThatNamesIt() {
        server.stop(0);

        assertThatThrownBy(this::heard)
                .isInstanceOf(RecognitionException.class)
                .hasMessageContaining("CALMROOM_SECOND_HEARING_URL");
    }

    @Test
    void nothingSetIsNoneAndWhatIsNoAddressIsRefused() {
        assertThat(SecondHearing.of(Map.of())).isSameAs(SecondHearing.NONE);
        assertThat(SecondHearing.of(Map.of("CALMROOM_SECOND_HEARING_URL", "  ")))
                .isSameAs(SecondHearing.NONE);
        assertThatThrownBy(() -> SecondHearing.of(Map.of("CALMROOM_SECOND_HEARING_URL", "ears:8000")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CALMROOM_SECOND_HEARING_URL");
    }
}
