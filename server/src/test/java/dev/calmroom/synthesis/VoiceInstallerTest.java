package dev.calmroom.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server on this machine that breaks off, tampers, or knows no ranges, as asked. */
class VoiceInstallerTest {
    private final byte[] model = new byte[300_000];
    private final byte[] settings =
            "{\"audio\":{\"sample_rate\":22050}}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private volatile int breakOffAfter = Integer.MAX_VALUE;
    private volatile boolean tamper;
    private volatile boolean knowsRanges = true;
    private HttpServer server;

    @TempDir
    Path cache;

    @BeforeEach
    void serve() throws IOException {
        new Random(7).nextBytes(model);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/home/en/voice/model.onnx", exchange -> answer(exchange, model));
        server.createContext("/home/en/voice/model.onnx.json", exchange -> answer(exchange, settings));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aVoiceIsFetchedWholeWithProgress() throws Exception {
        List<Long> progress = new ArrayList<>();
        Path folder = installer().install(voice(), progress::add);
        assertThat(folder.resolve("model.onnx")).hasBinaryContent(model);
        assertThat(folder.resolve("model.onnx.json")).hasBinaryContent(settings);
        assertThat(store().installed()).containsExactly("voice");
        assertThat(progress).isSorted().last().isEqualTo((long) model.length + settings.length);
    }

    @Test
    void aBrokenDownloadIsNoVoiceAndGoesOnWhereItStopped() throws Exception {
        breakOffAfter = 100_000;
        assertThatThrownBy(() -> installer().install(voice(), bytes -> {})).isInstanceOf(IOException.class);
        assertThat(store().installed()).isEmpty();
        long kept = Files.size(cache.resolve("voices/.voice.fetching/model.onnx"));
        assertThat(kept).isBetween(1L, 100_000L);

        breakOffAfter = Integer.MAX_VALUE;
        installer().install(voice(), bytes -> {});
        assertThat(ranges).contains("bytes=%d-".formatted(kept));
        assertThat(store().folder("voice").resolve("model.onnx")).hasBinaryContent(model);
    }

    @Test
    void aServerWithoutRangesSendsItAllAgain() throws Exception {
        breakOffAfter = 100_000;
        assertThatThrownBy(() -> installer().install(voice(), bytes -> {})).isInstanceOf(IOException.class);
        breakOffAfter = Integer.MAX_VALUE;
        knowsRanges = false;
        installer().install(voice(), bytes -> {});
        assertThat(store().folder("voice").resolve("model.onnx")).hasBinaryContent(model);
    }

    @Test
    void aFileThatIsNotThePinnedOneIsRefusedAndThrownAway() {
        tamper = true;
        assertThatThrownBy(() -> installer().install(voice(), bytes -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("SHA-256")
                .hasMessageContaining("model.onnx");
        assertThat(cache.resolve("voices/.voice.fetching/model.onnx")).doesNotExist();
        assertThat(store().installed()).isEmpty();
    }

    @Test
    void aMissingFileIsNamedWithTheServersAnswer() {
        server.removeContext("/home/en/voice/model.onnx.json");
        server.removeContext("/home/en/voice/model.onnx");
        assertThatThrownBy(() -> installer().install(voice(), bytes -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("404");
    }

    @Test
    void anInstalledVoiceIsNotFetchedAgain() throws Exception {
        installer().install(voice(), bytes -> {});
        server.stop(0);
        assertThat(installer().install(voice(), bytes -> {})).isDirectory();
    }

    @Test
    void theBuiltInCatalogueHasFourVoicesOrMoreWithTheirLicences() {
        VoiceCatalogue catalogue = VoiceCatalogue.builtIn();
        assertThat(catalogue.voices()).hasSizeGreaterThanOrEqualTo(4).allSatisfy(entry -> {
            assertThat(entry.licence()).isNotBlank();
            assertThat(entry.files()).hasSize(2);
        });
    }

    private VoiceStore store() {
        return new VoiceStore(cache);
    }

    private VoiceInstaller installer() {
        String home = "http://localhost:%d/home".formatted(server.getAddress().getPort());
        return new VoiceInstaller(new VoiceCatalogue(home, List.of(voice()), "a:b:1"), store());
    }

    private VoiceCatalogue.Entry voice() {
        return new VoiceCatalogue.Entry(
                "voice",
                "a voice",
                "CC0-1.0",
                "en/voice",
                List.of(
                        new VoiceCatalogue.PinnedFile("model.onnx", model.length, sha256(model)),
                        new VoiceCatalogue.PinnedFile("model.onnx.json", settings.length, sha256(settings))));
    }

    private void answer(HttpExchange exchange, byte[] whole) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = 0;
        if (range != null && knowsRanges) {
            ranges.add(range);
            from = Integer.parseInt(range.replaceAll("\\D", ""));
        }
        byte[] sent = java.util.Arrays.copyOfRange(whole, from, whole.length);
        if (tamper) {
            sent[sent.length / 2] ^= 1;
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, sent.length);
        exchange.getResponseBody().write(sent, 0, Math.min(sent.length, breakOffAfter));
        exchange.close();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
