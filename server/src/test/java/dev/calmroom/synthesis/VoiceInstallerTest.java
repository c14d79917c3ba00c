package dev.calmroom.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
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
    private volatile int silentAfter = Integer.MAX_VALUE;
    private final CountDownLatch over = new CountDownLatch(1);
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
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
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
    void whatAnotherVoiceBroughtIsNotFetchedAgain() throws Exception {
        installer().install(voice(), bytes -> {});
        server.removeContext("/home/en/voice/model.onnx");
        Path folder = installer().install(voice("other"), bytes -> {});
        assertThat(folder.resolve("model.onnx")).hasBinaryContent(model);
        assertThat(store().installed()).containsExactly("other", "voice");
    }

    @Test
    void aFileMayLieElsewhereThanTheCatalogue() throws Exception {
        server.createContext("/elsewhere/style.bin", exchange -> answer(exchange, settings));
        URI elsewhere = URI.create(home() + "/../elsewhere/style.bin").normalize();
        VoiceCatalogue.Entry voice = new VoiceCatalogue.Entry(
                "voice",
                "a voice",
                "CC0-1.0",
                "en/voice",
                List.of(
                        new VoiceCatalogue.PinnedFile("model.onnx", model.length, sha256(model), null),
                        new VoiceCatalogue.PinnedFile(
                                "style.bin", settings.length, sha256(settings), elsewhere.toString())));
        Path folder = installer().install(voice, bytes -> {});
        assertThat(folder.resolve("style.bin")).hasBinaryContent(settings);
    }

    @Test
    void aFullDiskIsToldBeforeAnythingIsFetchedAndWhatIsThereCounts() throws Exception {
        VoiceInstaller full = new VoiceInstaller(
                new VoiceCatalogue(home(), "voice", List.of(voice())), store(), folder -> 1_000, Duration.ofSeconds(5));
        assertThatThrownBy(() -> full.install(voice(), bytes -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("free some space")
                .hasMessageContaining("CALMROOM_CACHE");
        Files.write(cache.resolve("voices/.voice.fetching/model.onnx"), model);
        assertThat(full.install(voice(), bytes -> {})).isDirectory();
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsNamed() throws Exception {
        Files.writeString(cache.resolve("voices"), "a file where a folder should be");
        assertThatThrownBy(() -> installer().install(voice(), bytes -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be written to")
                .hasMessageContaining("CALMROOM_CACHE");
    }

    @Test
    void withoutANetworkItSaysWhoCannotBeReached() {
        VoiceCatalogue nowhere = new VoiceCatalogue("http://localhost:1/home", "voice", List.of(voice()));
        assertThatThrownBy(() -> new VoiceInstaller(nowhere, store()).install(voice(), bytes -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("localhost cannot be reached");
    }

    @Test
    void aServerThatFallsSilentIsGivenUpAndWhatCameIsKept() throws Exception {
        silentAfter = 50_000;
        VoiceInstaller impatient = new VoiceInstaller(
                new VoiceCatalogue(home(), "voice", List.of(voice())),
                store(),
                folder -> Long.MAX_VALUE,
                Duration.ofMillis(300));
        assertThatThrownBy(() -> impatient.install(voice(), bytes -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the next try goes on there");
        over.countDown();
        silentAfter = Integer.MAX_VALUE;
        assertThat(installer().install(voice(), bytes -> {})).isDirectory();
        assertThat(ranges).isNotEmpty();
    }

    @Test
    void voicesOfAnImageAreInstalledOnesThatNobodyFetches(@TempDir Path image) throws Exception {
        installer().install(voice(), bytes -> {});
        Files.move(cache.resolve("voices"), image.resolve("included"));
        VoiceStore store = new VoiceStore(
                cache, Map.of("CALMROOM_VOICES", image.resolve("included").toString()));
        assertThat(store.installed()).containsExactly("voice");
        server.stop(0);
        VoiceCatalogue catalogue = new VoiceCatalogue(home(), "voice", List.of(voice()));
        assertThat(new VoiceInstaller(catalogue, store).install(voice(), bytes -> {}))
                .isEqualTo(image.resolve("included/voice"));
    }

    @Test
    void theStandardVoiceIsFetchedOnlyWhereNoneIsAndNoneIsAskedFor() throws Exception {
        VoiceChoice choice = new VoiceChoice(store(), VoiceCatalogue.builtIn(), trouble -> {});
        assertThat(choice.lacksNaturalVoice(Map.of())).isTrue();
        assertThat(choice.lacksNaturalVoice(Map.of("CALMROOM_VOICE", "freetts")))
                .isFalse();
        installer().install(voice(), bytes -> {});
        assertThat(choice.lacksNaturalVoice(Map.of())).isFalse();
    }

    @Test
    void aVoiceThatIsNamedAndNotThereIsOneSentence() {
        VoiceChoice choice = new VoiceChoice(store(), VoiceCatalogue.builtIn(), trouble -> {});
        choice.check(Map.of());
        choice.check(Map.of("CALMROOM_VOICE", "freetts"));
        assertThatThrownBy(() -> choice.check(Map.of("CALMROOM_VOICE", "joe")))
                .isInstanceOf(SynthesisException.class)
                .hasMessageContaining("voices install joe")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> choice.check(Map.of("CALMROOM_VOICE", "piper:/nowhere.onnx")))
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> choice.check(Map.of("CALMROOM_VOICE", "api")))
                .hasMessageContaining("CALMROOM_SPEECH_BASE_URL");
    }

    @Test
    void theBuiltInCatalogueHasFourVoicesOrMoreWithTheirLicences() {
        VoiceCatalogue catalogue = VoiceCatalogue.builtIn();
        assertThat(catalogue.voices()).hasSizeGreaterThanOrEqualTo(4).allSatisfy(entry -> {
            assertThat(entry.licence()).isNotBlank();
            assertThat(entry.files()).hasSize(2);
            assertThat(entry.files())
                    .allSatisfy(
                            file -> assertThat(catalogue.address(entry, file).getScheme())
                                    .isEqualTo("https"));
        });
        assertThat(catalogue.find(catalogue.standard())).isPresent();
    }

    private VoiceStore store() {
        return new VoiceStore(cache);
    }

    private VoiceInstaller installer() {
        return new VoiceInstaller(new VoiceCatalogue(home(), "voice", List.of(voice())), store());
    }

    private String home() {
        return "http://localhost:%d/home".formatted(server.getAddress().getPort());
    }

    private VoiceCatalogue.Entry voice() {
        return voice("voice");
    }

    private VoiceCatalogue.Entry voice(String name) {
        return new VoiceCatalogue.Entry(
                name,
                "a voice",
                "CC0-1.0",
                "en/voice",
                List.of(
                        new VoiceCatalogue.PinnedFile("model.onnx", model.length, sha256(model), null),
                        new VoiceCatalogue.PinnedFile("model.onnx.json", settings.length, sha256(settings), null)));
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
        exchange.getResponseBody().write(sent, 0, Math.min(Math.min(sent.length, silentAfter), breakOffAfter));
        if (silentAfter < sent.length) {
            exchange.getResponseBody().flush();
            awaitEnd();
        }
        exchange.close();
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
