package dev.calmroom.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Pitch;
import dev.calmroom.audio.Wav;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server of that protocol on this machine: it hums, answers with an error, or falls silent in mid-clause. */
class SpeechApiSynthesizerTest {
    private static final String CLAUSE = "We have two ways out, and I do not like either of them.";
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<SynthesisException> troubles = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile double secondsBeforeSilence = 2;
    private volatile int status = 200;
    private volatile int serverRate = 24_000;
    private volatile String contentType = "";
    private volatile String rateHeader = "";
    private volatile boolean wrapped;
    private volatile boolean highFirst;
    private volatile byte[] whole = {};
    private HttpServer server;
    private SpeechApiSynthesizer api;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/audio/speech", this::answer);
        server.start();
        api = new SpeechApiSynthesizer(new SpeechApiSynthesizer.Settings(
                URI.create(
                        "http://localhost:%d/v1".formatted(server.getAddress().getPort())),
                "tts-1",
                "onyx",
                "secret",
                Duration.ofMillis(800),
                Duration.ofMillis(300)));
    }

    @AfterEach
    void stop() {
        over.countDown();
        api.close();
        server.stop(0);
    }

    @Test
    void itAsksForPcmWithModelVoiceAndSpeed() {
        AudioClip spoken = FreeTtsSynthesizerTest.all(api.synthesize(CLAUSE, new Prosody(1.2, 1, 1, 1)));
        assertThat(spoken.duration()).isEqualTo(Duration.ofSeconds(2));
        assertThat(requests.getFirst().path("input").asString()).isEqualTo(CLAUSE);
        assertThat(requests.getFirst().path("response_format").asString()).isEqualTo("pcm");
        assertThat(requests.getFirst().path("speed").asDouble()).isEqualTo(1.2);
        assertThat(keys).containsExactly("Bearer secret");
    }

    @Test
    void whatIsWrittenIsMadeSpeakableForAServerAsWell() {
        FreeTtsSynthesizerTest.all(api.synthesize("The 90-min fix on 10.0.0.5.", Prosody.PLAIN));
        assertThat(requests.getFirst().path("input").asString())
                .isEqualTo("The ninety minute fix on ten dot zero dot zero dot five.");
    }

    @ParameterizedTest
    @CsvSource({"audio/pcm; rate=22050,22050", "audio/L16;rate=\"16000\";channels=1,16000", "audio/pcm,24000"})
    void theAnswerSaysAtWhichRateItIs(String type, int rate) {
        contentType = type;
        serverRate = rate;
        AudioClip spoken = FreeTtsSynthesizerTest.all(api.synthesize(CLAUSE, Prosody.PLAIN));
        assertThat(spoken.sampleRate()).isEqualTo(24_000);
        assertThat(spoken.duration().toMillis()).isBetween(1_995L, 2_005L);
        assertThat(Pitch.median(spoken).orElse(0)).isBetween(115.0, 126.0);
    }

    @Test
    void aHeaderOrTheHeaderOfAWavSaysItAsWell() {
        serverRate = 16_000;
        rateHeader = "16000";
        assertThat(FreeTtsSynthesizerTest.all(api.synthesize(CLAUSE, Prosody.PLAIN))
                        .duration()
                        .toMillis())
                .isBetween(1_995L, 2_005L);
        rateHeader = "";
        wrapped = true;
        assertThat(FreeTtsSynthesizerTest.all(api.synthesize(CLAUSE, Prosody.PLAIN))
                        .duration()
                        .toMillis())
                .isBetween(1_995L, 2_005L);
    }

    /** RFC 2586 wants the high byte first; there are servers that say so and send it the other way round. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void ofSixteenBitsByThatTypeTheOrderIsFoundOut(boolean asItIsToBe) {
        contentType = "audio/L16;codec=pcm;rate=24000";
        highFirst = asItIsToBe;
        AudioClip spoken = FreeTtsSynthesizerTest.all(api.synthesize(CLAUSE, Prosody.PLAIN));
        assertThat(Pitch.median(spoken).orElse(0)).isBetween(115.0, 126.0);
        assertThat(spoken.duration().toMillis()).isBetween(1_995L, 2_005L);
    }

    private static byte[] chunk(String name, int said, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .putInt(said)
                .put(content)
                .array();
    }

    private static byte[] format(int coding, int channels, int rate, int bits, int extension) {
        return ByteBuffer.allocate(16 + extension)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) coding)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * channels * bits / 8)
                .putShort((short) (channels * bits / 8))
                .putShort((short) bits)
                .array();
    }

    private static byte[] wav(byte[]... chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("RIFF\0\0\0\0WAVE".getBytes(StandardCharsets.US_ASCII));
        for (byte[] chunk : chunks) {
            out.writeBytes(chunk);
        }
        return out.toByteArray();
    }

    private static byte[] hum(int rate) {
        return Wav.littleEndian(humming(rate, 2));
    }

    @Test
    void whateverStandsBeforeAndBehindTheSoundOfAWavIsNotHeard() {
        byte[] hum = hum(16_000);
        byte[] noise = new byte[9_001];
        new Random(3).nextBytes(noise);
        byte[] padded = Arrays.copyOf(noise, 9_002);
        byte[] format = chunk("fmt ", 16, format(1, 1, 16_000, 16, 0));
        byte[] longer = chunk("fmt ", 40, format(0xFFFE, 1, 16_000, 16, 24));
        List<byte[]> files = List.of(
                wav(format, chunk("data", hum.length, hum)),
                wav(format, chunk("LIST", 9_001, padded), chunk("data", hum.length, hum)),
                wav(
                        chunk("JUNK", 9_001, padded),
                        longer,
                        chunk("fact", 4, new byte[4]),
                        chunk("data", hum.length, hum)),
                wav(format, chunk("data", hum.length, hum), chunk("LIST", 9_001, padded)),
                wav(format, chunk("data", -1, hum)),
                wav(format, chunk("data", 0, hum)),
                wav(format, chunk("data", Integer.MAX_VALUE, hum)));
        for (byte[] file : files) {
            whole = file;
            AudioClip spoken = FreeTtsSynthesizerTest.all(api.synthesize(CLAUSE, Prosody.PLAIN));
            assertThat(spoken.duration().toMillis()).isBetween(1_995L, 2_005L);
            assertThat(Pitch.median(spoken).orElse(0)).isBetween(115.0, 126.0);
        }
    }

    @Test
    void aWavThatIsNotOneVoiceOfSixteenBitsIsRefusedAndSaysWhatItIs() {
        byte[] data = chunk("data", 4, new byte[4]);
        List<byte[]> files = List.of(
                wav(chunk("fmt ", 16, format(1, 2, 24_000, 16, 0)), data),
                wav(chunk("fmt ", 16, format(1, 1, 24_000, 8, 0)), data),
                wav(chunk("fmt ", 16, format(1, 1, 24_000, 24, 0)), data),
                wav(chunk("fmt ", 16, format(3, 1, 24_000, 32, 0)), data),
                wav(chunk("fmt ", 16, format(7, 1, 8_000, 8, 0)), data),
                wav(chunk("fmt ", 16, format(0x55, 1, 24_000, 16, 0)), data),
                wav(data),
                wav(),
                wav(chunk("LIST", Integer.MAX_VALUE, new byte[4])),
                "RIFF\0\0\0\0AVI LIST".getBytes(StandardCharsets.US_ASCII));
        for (byte[] file : files) {
            whole = file;
            AudioStream stream = api.synthesize(CLAUSE, Prosody.PLAIN);
            assertThatThrownBy(stream::next)
                    .isInstanceOf(SynthesisException.class)
                    .hasMessageContaining("the speech server");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio/L16; rate=24000; channels=2", "audio/pcm;channels=6", "audio/basic", "audio/L24"})
    void soundOfSeveralChannelsOrOtherBitsIsRefusedWithItsType(String type) {
        contentType = type;
        AudioStream stream = api.synthesize(CLAUSE, Prosody.PLAIN);
        assertThatThrownBy(stream::next).hasMessageContaining(type);
    }

    @Test
    void anAnswerThatIsNoRawSoundIsRefusedWithItsType() {
        contentType = "audio/mpeg";
        AudioStream stream = api.synthesize(CLAUSE, Prosody.PLAIN);
        assertThatThrownBy(stream::next).hasMessageContaining("audio/mpeg");
    }

    @Test
    void anErrorSaysWhatTheServerSaid() {
        status = 401;
        AudioStream stream = api.synthesize(CLAUSE, Prosody.PLAIN);
        assertThatThrownBy(stream::next)
                .isInstanceOf(SynthesisException.class)
                .hasMessageContaining("401: no such key");
    }

    @Test
    void whenItRefusesTheLocalVoiceSpeaksTheWholeClause() {
        status = 500;
        try (FallbackSynthesizer voice = new FallbackSynthesizer(api, FreeTtsSynthesizer.load(), troubles::add)) {
            AudioClip spoken = FreeTtsSynthesizerTest.all(voice.synthesize(CLAUSE, Prosody.PLAIN));
            assertThat(spoken.sampleRate()).isEqualTo(24_000);
            assertThat(spoken.duration().toMillis()).isGreaterThan(2_000);
            assertThat(troubles).hasSize(1);
        }
    }

    @Test
    void whenItFallsSilentInMidClauseTheLocalVoiceGoesOnWithinASecond() {
        secondsBeforeSilence = 1;
        try (FallbackSynthesizer voice = new FallbackSynthesizer(api, FreeTtsSynthesizer.load(), troubles::add)) {
            AudioStream stream = voice.synthesize(CLAUSE, Prosody.PLAIN);
            long samples = 0;
            long longest = 0;
            long asked = System.nanoTime();
            for (var clip = stream.next(); clip.isPresent(); clip = stream.next()) {
                samples += clip.get().length();
                longest = Math.max(longest, System.nanoTime() - asked);
                asked = System.nanoTime();
            }
            assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(1));
            assertThat(samples).isGreaterThan(24_000 * 2L);
            assertThat(troubles).hasSize(1);
        }
    }

    @Test
    void whatIsLeftOfAClauseBeginsAtAWord() {
        assertThat(FallbackSynthesizer.rest(CLAUSE, 0)).isEqualTo(CLAUSE);
        assertThat(FallbackSynthesizer.rest(CLAUSE, 1)).isEqualTo("ways out, and I do not like either of them.");
        assertThat(FallbackSynthesizer.rest(CLAUSE, 60)).isEqualTo("them.");
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes()));
        keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
        if (status != 200) {
            byte[] why = "no such key".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, why.length);
            exchange.getResponseBody().write(why);
            exchange.close();
            return;
        }
        if (!contentType.isEmpty()) {
            exchange.getResponseHeaders().add("Content-Type", contentType);
        }
        if (!rateHeader.isEmpty()) {
            exchange.getResponseHeaders().add("X-Sample-Rate", rateHeader);
        }
        exchange.sendResponseHeaders(200, 0);
        short[] hum = humming(serverRate, secondsBeforeSilence);
        if (whole.length > 0) {
            exchange.getResponseBody().write(whole);
        } else if (highFirst) {
            exchange.getResponseBody().write(SampleOrder.swapped(Wav.littleEndian(hum)));
        } else if (wrapped) {
            Wav.write(new AudioClip(hum, serverRate), exchange.getResponseBody());
        } else {
            exchange.getResponseBody().write(Wav.littleEndian(hum));
        }
        exchange.getResponseBody().flush();
        if (secondsBeforeSilence < 2) {
            awaitEnd();
        }
        exchange.close();
    }

    private static short[] humming(int rate, double seconds) {
        short[] hum = new short[(int) (rate * seconds)];
        for (int i = 0; i < hum.length; i++) {
            hum[i] = (short) (4_000 * Math.sin(i * 2 * Math.PI * 120 / rate));
        }
        return hum;
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
