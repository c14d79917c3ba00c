package dev.calmroom.recognition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ModelCacheTest {
    @TempDir
    private Path folder;

    private ModelCache cache;

    @BeforeEach
    void open() {
        cache = new ModelCache(folder.resolve("cache"));
    }

    @Test
    void anArchiveAndWhatIsAddedToItAreUnpackedOnce() throws IOException {
        URL archive = zip("assets/model/am/final.mdl", "sounds", "elsewhere/readme", "no part of it");
        var graph = added("graph/HCLG.fst", xz("words follow words"));

        Path model = cache.unpacked(archive, "assets/model", graph);

        assertThat(model.resolve("am/final.mdl")).hasContent("sounds");
        assertThat(model.resolve("graph/HCLG.fst")).hasContent("words follow words");
        assertThat(cache.unpacked(archive, "assets/model", graph)).isEqualTo(model);
        assertThat(unpacked()).containsExactly(model);
    }

    @Test
    void aReleaseThatNothingHasUsedForAMonthMakesRoomForANewOne() throws IOException {
        URL archive = zip("assets/model/am/final.mdl", "sounds");
        Path old = cache.unpacked(archive, "assets/model", added("graph/HCLG.fst", xz("a graph")));
        Path lastWeeks = cache.unpacked(archive, "assets/model", added("graph/HCLG.fst", xz("a longer graph")));
        Path voices = Files.createDirectories(folder.resolve("cache/voices"));
        unusedFor(Duration.ofDays(31), old);
        unusedFor(Duration.ofDays(7), lastWeeks);
        unusedFor(Duration.ofDays(365), voices);

        Path now = cache.unpacked(archive, "assets/model", added("graph/HCLG.fst", xz("the longest graph of all")));

        assertThat(unpacked()).containsExactlyInAnyOrder(lastWeeks, now, voices);
    }

    @Test
    void aReleaseThatIsUsedAgainStays() throws IOException {
        URL archive = zip("assets/model/am/final.mdl", "sounds");
        var graph = added("graph/HCLG.fst", xz("a graph"));
        Path old = cache.unpacked(archive, "assets/model", graph);
        unusedFor(Duration.ofDays(31), old);
        cache.unpacked(archive, "assets/model", graph);

        Path now = cache.unpacked(archive, "assets/model", added("graph/HCLG.fst", xz("a longer graph")));

        assertThat(unpacked()).containsExactlyInAnyOrder(old, now);
    }

    private static void unusedFor(Duration time, Path model) throws IOException {
        Files.setLastModifiedTime(model, FileTime.from(Instant.now().minus(time)));
    }

    @Test
    void anotherReleaseOfWhatIsAddedGetsAFolderOfItsOwn() throws IOException {
        URL archive = zip("assets/model/am/final.mdl", "sounds");
        Path before = cache.unpacked(archive, "assets/model", added("graph/HCLG.fst", xz("a graph")));
        Path after = cache.unpacked(archive, "assets/model", added("graph/HCLG.fst", xz("a graph, learned anew")));

        assertThat(after).isNotEqualTo(before);
        assertThat(before.resolve("graph/HCLG.fst")).hasContent("a graph");
        assertThat(after.resolve("graph/HCLG.fst")).hasContent("a graph, learned anew");
    }

    @Test
    void whatIsBrokenIsToldAndLeavesNothingBehind() throws IOException {
        URL archive = zip("assets/model/am/final.mdl", "sounds");
        byte[] whole = Files.readAllBytes(Path.of(xz("words follow words").getPath()));
        URL torn = Files.write(folder.resolve("torn.xz"), Arrays.copyOf(whole, whole.length / 2))
                .toUri()
                .toURL();

        assertThatThrownBy(() -> cache.unpacked(archive, "assets/model", added("graph/HCLG.fst", torn)))
                .isInstanceOf(RecognitionException.class)
                .hasMessageContaining("could not unpack the speech model");
        assertThat(unpacked()).isEmpty();
    }

    @Test
    void anArchiveWithoutTheFolderIsTold() throws IOException {
        URL archive = zip("assets/other/am/final.mdl", "sounds");

        assertThatThrownBy(() -> cache.unpacked(archive, "assets/model", new TreeMap<>()))
                .isInstanceOf(RecognitionException.class)
                .hasMessageContaining("holds no folder assets/model");
        assertThat(unpacked()).isEmpty();
    }

    private List<Path> unpacked() throws IOException {
        try (Stream<Path> all = Files.list(cache.place())) {
            return all.toList();
        }
    }

    private static SortedMap<String, URL> added(String path, URL file) {
        return new TreeMap<>(Map.of(path, file));
    }

    private URL zip(String... pathsAndTexts) throws IOException {
        Path file = Files.createTempFile(folder, "model", ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < pathsAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(pathsAndTexts[i]));
                zip.write(pathsAndTexts[i + 1].getBytes(UTF_8));
            }
        }
        return file.toUri().toURL();
    }

    private URL xz(String text) throws IOException {
        Path file = Files.createTempFile(folder, "added", ".xz");
        try (OutputStream xz = new XZOutputStream(Files.newOutputStream(file), new LZMA2Options())) {
            xz.write(text.getBytes(UTF_8));
        }
        return file.toUri().toURL();
    }
}
