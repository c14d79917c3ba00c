package dev.calmroom.synthesis;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.audio.Resampler;
import dev.calmroom.audio.Wav;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Any server that speaks the OpenAI speech protocol ({@code POST …/audio/speech}), streamed as PCM. Its loudness is
 * brought to the target by a gain that is learned from what it said before, since a stream cannot be measured ahead.
 */
public final class SpeechApiSynthesizer implements SpeechSynthesizer {
    /** What this voice gives; what the protocol's raw PCM is at where the answer does not say. */
    static final int RATE = 24_000;

    private static final Pattern RATE_IN_TYPE =
            Pattern.compile("(?i)\\b(?:rate|sample[_-]?rate)\\s*=\\s*\"?(\\d{4,6})");
    /** As servers name it that say it in a header of its own. */
    private static final List<String> RATE_HEADERS = List.of("x-sample-rate", "sample-rate", "x-audio-sample-rate");

    private static final byte[] RIFF = {'R', 'I', 'F', 'F'};
    private static final Pattern CHANNELS_IN_TYPE = Pattern.compile("(?i)\\bchannels\\s*=\\s*\"?(\\d{1,3})");
    /** Sixteen bits, by RFC 2586 the high ones first; not everybody who says so keeps to it. */
    private static final Pattern HIGH_FIRST = Pattern.compile("(?i)audio/L16\\b.*");

    private static final Pattern NO_RAW_SOUND = Pattern.compile(
            "(?i)(?:audio/(?:mpeg|mp3|ogg|opus|aac|flac|webm|mp4|L8|L20|L24|basic)|text/|application/json).*");

    private static final int LOWEST_RATE = 8_000;
    private static final int HIGHEST_RATE = 192_000;

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
        // Who speaks through somebody else's machine is told so.
        return "%s %s at %s"
                .formatted(
                        settings.model(), settings.voice(), settings.baseUrl().getHost());
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
            relay(body, form(response), prosody.volume(), stream);
        }
    }

    private HttpRequest request(String clause, Prosody prosody) {
        String body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "model", settings.model(),
                        "voice", settings.voice(),
                        "input", SpeakableText.of(Hesitation.in(clause, prosody.hesitation())),
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

    /**
     * What the sound is.
     *
     * @param mayBeHighFirst whether of the two bytes of a sample the high one may come first
     * @param bytes of it that come
     */
    private record Form(int rate, boolean mayBeHighFirst, long bytes) {}

    /**
     * The answer's own word on its rate: in its type ({@code audio/pcm; rate=22050}, RFC 2586) or in a header.
     *
     * @throws SynthesisException when it names one that no voice has, or a form that is no raw sound of one channel
     */
    private static Form form(HttpResponse<InputStream> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        Matcher channels = CHANNELS_IN_TYPE.matcher(type);
        if (NO_RAW_SOUND.matcher(type).matches()
                || (channels.find() && !channels.group(1).equals("1"))) {
            throw new SynthesisException(
                    "the speech server answered with %s where raw PCM of one channel was asked for; it must know response_format pcm"
                            .formatted(type));
        }
        Matcher inType = RATE_IN_TYPE.matcher(type);
        String said = inType.find()
                ? inType.group(1)
                : RATE_HEADERS.stream()
                        .flatMap(name -> response.headers().firstValue(name).stream())
                        .filter(value -> value.strip().matches("\\d{4,6}"))
                        .findFirst()
                        .orElse(String.valueOf(RATE));
        int rate = checked(Integer.parseInt(said.strip()));
        return new Form(rate, HIGH_FIRST.matcher(type).matches(), Long.MAX_VALUE);
    }

    private static int checked(int rate) {
        if (rate < LOWEST_RATE || rate > HIGHEST_RATE) {
            throw new SynthesisException(
                    "the speech server says that its sound is at %d Hz; from %d to %d can be played"
                            .formatted(rate, LOWEST_RATE, HIGHEST_RATE));
        }
        return rate;
    }

    private void relay(InputStream body, Form said, double volume, EngineStream stream) throws Exception {
        byte[] head = within(settings.firstSoundWithin(), CompletableFuture.supplyAsync(() -> read(body, 4), executor));
        Form form = said;
        if (Arrays.equals(head, RIFF)) {
            // A server that wraps its PCM all the same; what the header says is true.
            WavHead wav =
                    within(settings.firstSoundWithin(), CompletableFuture.supplyAsync(() -> wavHead(body), executor));
            form = new Form(checked(wav.rate()), false, wav.bytes());
            head = new byte[0];
        }
        Resampler resampler = new Resampler(form.rate(), RATE);
        int chunk = 2 * form.rate() / 10;
        long left = form.bytes();
        @Nullable Boolean highFirst = form.mayBeHighFirst() ? null : Boolean.FALSE;
        Duration patience = settings.firstSoundWithin();
        while (stream.wanted()) {
            int wanted = (int) Math.min(chunk - head.length, left);
            byte[] more = within(patience, CompletableFuture.supplyAsync(() -> read(body, wanted), executor));
            byte[] bytes = joined(head, more);
            head = new byte[0];
            left -= more.length;
            patience = settings.nextSoundWithin();
            if (bytes.length < 2) {
                give(resampler.finish(), volume, stream);
                return;
            }
            if (highFirst == null) {
                highFirst = SampleOrder.highFirst(bytes);
            }
            byte[] lowFirst = Boolean.TRUE.equals(highFirst) ? SampleOrder.swapped(bytes) : bytes;
            give(resampler.accept(Wav.samples(lowFirst, 0, bytes.length & ~1)), volume, stream);
        }
    }

    private static WavHead wavHead(InputStream body) {
        try {
            return WavHead.read(body);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private void give(short[] samples, double volume, EngineStream stream) {
        AudioClip clip = new AudioClip(samples, RATE);
        if (!clip.isEmpty()) {
            stream.give(Loudness.amplify(clip, Math.min(gain * volume, Loudness.loudest(clip))));
            learn(clip);
        }
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] read(InputStream body, int bytes) {
        try {
            return body.readNBytes(bytes);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private synchronized void learn(AudioClip clip) {
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
            if (e.getCause() instanceof SynthesisException said) {
                throw said;
            }
            throw new SynthesisException("the speech server cannot be reached: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
        client.shutdownNow();
    }
}
