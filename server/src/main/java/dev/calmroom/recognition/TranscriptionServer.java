package dev.calmroom.recognition;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Wav;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Any server that speaks the OpenAI transcription protocol ({@code POST …/audio/transcriptions}, a form with a WAV file), as
 * those of Whisper do: whisper.cpp's, faster-whisper's, LocalAI, a provider's.
 */
final class TranscriptionServer implements SecondHearing {
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);
    /** Whisper on two shared cores takes as long as the turn itself. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(60);
    /** Turns of all calls that are heard at once; more than a server on one machine can do only take longer each. */
    private static final int AT_ONCE = 2;

    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_SHOWN = 200;
    private static final String MODEL = "whisper-1";

    private final URI endpoint;
    private final String model;
    private final String key;
    /** Small servers mishandle the upgrade that the JDK's client offers. */
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTED_WITHIN)
            .build();

    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /**
     * @param address up to the host, with {@code /v1}, or the whole endpoint
     * @param model the server's name for it; empty for the protocol's own
     * @param key sent as a bearer token; empty for servers that want none
     */
    TranscriptionServer(URI address, String model, String key) {
        this.endpoint = endpoint(address);
        this.model = model.isEmpty() ? MODEL : model;
        this.key = key;
    }

    private static URI endpoint(URI address) {
        String written = address.toString().replaceFirst("/+$", "");
        if (written.endsWith("/transcriptions") || written.endsWith("/inference")) {
            return URI.create(written);
        }
        return URI.create(written + (written.endsWith("/v1") ? "" : "/v1") + "/audio/transcriptions");
    }

    @Override
    public String name() {
        return "%s at %s".formatted(model, endpoint.getHost());
    }

    @Override
    public String hear(AudioClip turn, Vocabulary vocabulary) {
        if (turn.sampleRate() != AudioClip.SPEECH_RATE) {
            throw new IllegalArgumentException("resample to 16 kHz first, not " + turn.sampleRate());
        }
        try {
            places.acquire();
            try {
                return ask(request(turn, vocabulary));
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecognitionException("the second recogniser is being closed", e);
        } catch (IOException e) {
            throw new RecognitionException(
                    "no answer from %s (%s); CALMROOM_SECOND_HEARING_URL is the address of a transcription server"
                            .formatted(
                                    endpoint,
                                    e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
                    e);
        }
    }

    private String ask(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            String answer = new String(bytes, StandardCharsets.UTF_8).strip();
            if (response.statusCode() != 200) {
                throw new RecognitionException("%s answered %d: %s"
                        .formatted(
                                endpoint,
                                response.statusCode(),
                                answer.substring(0, Math.min(answer.length(), MOST_SHOWN))));
            }
            if (bytes.length > MOST_BYTES) {
                throw new RecognitionException("%s answered more than %d bytes".formatted(endpoint, MOST_BYTES));
            }
            return text(answer).replaceAll("\\s+", " ").strip();
        }
    }

    /** Some servers answer with plain text whatever they are asked for. */
    private String text(String answer) {
        if (!answer.startsWith("{")) {
            return answer;
        }
        try {
            JsonNode text = JsonMapper.shared().readTree(answer).path("text");
            if (text.isString()) {
                return text.asString();
            }
        } catch (JacksonException e) {
            throw new RecognitionException("%s answered what is no JSON".formatted(endpoint), e);
        }
        throw new RecognitionException("%s answered without a text".formatted(endpoint));
    }

    private HttpRequest request(AudioClip turn, Vocabulary vocabulary) throws IOException {
        String boundary = "calmroom-" + UUID.randomUUID();
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .timeout(ANSWERED_WITHIN)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(form(turn, vocabulary, boundary)));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return request.build();
    }

    private byte[] form(AudioClip turn, Vocabulary vocabulary, String boundary) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        field(form, boundary, "model", model);
        field(form, boundary, "language", "en");
        field(form, boundary, "response_format", "json");
        field(form, boundary, "temperature", "0");
        String terms = vocabulary.terms().stream().map(Vocabulary.Term::written).collect(Collectors.joining(", "));
        if (!terms.isEmpty()) {
            // Whisper takes it for what was said before, and spells names as they stand there.
            field(form, boundary, "prompt", terms + ".");
        }
        text(
                form,
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"turn.wav\"\r\n".formatted(boundary));
        text(form, "Content-Type: audio/wav\r\n\r\n");
        Wav.write(turn, form);
        text(form, "\r\n--%s--\r\n".formatted(boundary));
        return form.toByteArray();
    }

    private static void field(ByteArrayOutputStream form, String boundary, String name, String value) {
        text(
                form,
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value));
    }

    private static void text(ByteArrayOutputStream form, String text) {
        form.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
