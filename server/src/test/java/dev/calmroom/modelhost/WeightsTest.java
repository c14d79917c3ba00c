package dev.calmroom.modelhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.calmroom.download.PinnedFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models fetched by name, from a real server on this machine that breaks off or tampers as asked. */
class WeightsTest {
    private final byte[] model = new byte[300_000];
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private volatile int breakOffAfter = Integer.MAX_VALUE;
    private volatile boolean tamper;
    private HttpServer server;
    private WeightsCatalogue.Entry entry;

    @TempDir
    Path cache;

    @BeforeEach
    void serve() throws Exception {
        new Random(5).nextBytes(model);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/there/small.gguf", this::answer);
        server.start();
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
        entry = new WeightsCatalogue.Entry(
                "small-1b", "a small one", "Apache-2.0", new PinnedFile("small.gguf", model.length, sum), home());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String home() {
        return "http://127.0.0.1:%d/there".formatted(server.getAddress().getPort());
    }

    private Weights weights() {
        return new Weights(cache, new WeightsCatalogue(List.of(entry)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (range != null) {
            ranges.add(range);
        }
        byte[] rest = Arrays.copyOfRange(model, from, model.length);
        if (tamper) {
            rest[rest.length - 1]++;
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
        exchange.getResponseBody().write(rest, 0, Math.min(rest.length, breakOffAfter));
        exchange.close();
    }

    @Test
    void aModelIsFetchedOnceWithProgressAndFoundByItsName() throws Exception {
        List<Long> progress = new ArrayList<>();
        assertThat(weights().find("small-1b")).isEmpty();
        Path file = weights().fetch(entry, progress::add);
        assertThat(file).hasBinaryContent(model).isEqualTo(cache.resolve("models/small.gguf"));
        assertThat(progress).isSorted().last().isEqualTo((long) model.length);
        assertThat(weights().find("small-1b")).contains(file);
        server.stop(0);
        assertThat(weights().fetch(entry, bytes -> {})).isEqualTo(file);
    }

    @Test
    void aBrokenFetchIsNoModelAndGoesOnWhereItStopped() throws Exception {
        breakOffAfter = 100_000;
        assertThatThrownBy(() -> weights().fetch(entry, bytes -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the next try goes on there");
        assertThat(weights().find("small-1b")).isEmpty();
        long kept = Files.size(cache.resolve("models/.small.gguf.fetching"));

        breakOffAfter = Integer.MAX_VALUE;
        assertThat(weights().fetch(entry, bytes -> {})).hasBinaryContent(model);
        assertThat(ranges).containsExactly("bytes=%d-".formatted(kept));
    }

    @Test
    void aFileThatIsNotThePinnedOneIsRefused() {
        tamper = true;
        assertThatThrownBy(() -> weights().fetch(entry, bytes -> {}))
                .hasMessageContaining("small.gguf is not the file that was pinned");
        assertThat(weights().find("small-1b")).isEmpty();
    }

    @Test
    void aFullDiskAndAServerThatIsNotThereAreOneSentence() {
        Weights full = new Weights(cache, new WeightsCatalogue(List.of(entry)), folder -> 1_000, Duration.ofSeconds(5));
        assertThatThrownBy(() -> full.fetch(entry, bytes -> {}))
                .hasMessageContaining("the model needs")
                .hasMessageNotContaining("\n");
        server.stop(0);
        assertThatThrownBy(() -> weights().fetch(entry, bytes -> {})).hasMessageContaining("cannot be reached");
    }

    @Test
    void anotherFolderMayHoldTheSameFile() {
        assertThat(entry.from("http://localhost:9/mirror/").address())
                .hasToString("http://localhost:9/mirror/small.gguf");
    }

    @Test
    void theBuiltInCatalogueNamesItsFilesWithTheirLicences() {
        assertThat(WeightsCatalogue.builtIn().models()).isNotEmpty().allSatisfy(model -> {
            assertThat(model.licence()).isNotBlank();
            assertThat(model.address().getScheme()).isEqualTo("https");
            assertThat(model.file().name()).endsWith(".gguf");
        });
    }
}
