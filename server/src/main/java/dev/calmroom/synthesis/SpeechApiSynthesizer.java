package dev.calmroom.synthesis;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.audio.Wav;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Any server that speaks the OpenAI speech protocol ({@code POST …/audio/speech}), streamed as PCM. Its loudness is
 * brought to the target by a gain that is learned from what it said before, since a stream cannot be measured ahead.
 */
public final class SpeechApiSynthesizer implements SpeechSynthesizer {
    /** What the protocol's raw PCM is at. */
    static final int RATE = 24_000;

    private static final int CHUNK_BYTES = 2 * RATE / 10;

    /**
     * @param baseUrl up to and with {@code /v1}
     * @param key sent as a bearer token; empty for servers that want none
     * @param firstSoundWithin how long the server may take to its first sound
     * @param nextSoundWithin how long it may pause within a clause
     */
    public record Settings(
            URI baseUrl, String model, String voice, String key, Duration firstSoundWithin, Duration nextSoundWithin) {}

    private final Settings settings;
    private final HttpClient client;
    private final ProsodyScale scale = ProsodyScale.of("speech-api");
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private volatile double gain = 1;

    public SpeechApiSynthesizer(Settings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .connectTimeout(settings.firstSoundWithin())
                .build();
    }

    @Override
    public String name() {
        return "%s %s".formatted(settings.model(), settings.voice());
    }

    @Override
    public int sampleRate() {
        return RATE;
    }

    @Override
    public AudioStream synthesize(String clause, Prosody prosody) {
        Prosody bounded = scale.bounded(prosody);
        return EngineStream.start(executor, stream -> speak(clause, bounded, stream));
    }

    private void speak(String clause, Prosody prosody, EngineStream stream) throws Exception {
        CompletableFuture<HttpResponse<InputStream>> asked =
                client.sendAsync(request(clause, prosody), HttpResponse.BodyHandlers.ofInputStream());
        HttpResponse<InputStream> response = within(settings.firstSoundWithin(), asked);
        try (InputStream body = response.body()) {
            if (response.statusCode() != 200) {
                String said = new String(body.readNBytes(300), java.nio.charset.StandardCharsets.UTF_8);
                throw new SynthesisException(
                        "the speech server answered %d: %s".formatted(response.statusCode(), said.strip()));
            }
            relay(body, prosody.volume(), stream);
        }
    }

    private HttpRequest request(String clause, Prosody prosody) {
        String body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "model", settings.model(),
                        "voice", settings.voice(),
                        "input", Hesitation.in(clause, prosody.hesitation()),
                        "response_format", "pcm",
                        "speed", prosody.rate()));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.baseUrl() + "/audio/speech"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!settings.key().isBlank()) {
            request.header("Authorization", "Bearer " + settings.key());
        }
        return request.build();
    }

    private void relay(InputStream body, double volume, EngineStream stream) throws Exception {
        boolean first = true;
        while (stream.wanted()) {
            Duration patience = first ? settings.firstSoundWithin() : settings.nextSoundWithin();
            byte[] bytes = within(patience, CompletableFuture.supplyAsync(() -> read(body), executor));
            if (bytes.length < 2) {
                return;
            }
            first = false;
            AudioClip clip = new AudioClip(Wav.samples(bytes, 0, bytes.length & ~1), RATE);
            stream.give(Loudness.amplify(clip, Math.min(gain * volume, Loudness.loudest(clip))));
            learn(clip);
        }
    }

    private static byte[] read(InputStream body) {
        try {
            return body.readNBytes(CHUNK_BYTES);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private void learn(AudioClip clip) {
        if (Loudness.rms(clip.samples()) > -40) {
            gain += (Loudness.gainTo(clip, Loudness.TARGET) - gain) / 16;
        }
    }

    private static <T> T within(Duration patience, CompletableFuture<T> future) throws Exception {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new SynthesisException("the speech server gave no sound for %d ms".formatted(patience.toMillis()), e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new SynthesisException("the speech server cannot be reached: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        client.shutdownNow();
    }
}
