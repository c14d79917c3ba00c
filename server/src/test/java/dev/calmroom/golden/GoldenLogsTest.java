package dev.calmroom.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The net under every move: whole calls and scorecards as the program made them once, kept as text. Who changes what a
 * call does on purpose writes them anew in a commit that says so.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoldenLogsTest {
    private static final int SEEDS = 5;
    /** A turn that is heard otherwise changes the rest of a call. */
    private static final double ALIKE = 0.8;

    @SuppressWarnings("NullAway.Init")
    private GoldenEngines engines;

    @BeforeAll
    void loadEngines() {
        engines = new GoldenEngines();
    }

    @Test
    void simulatedLeadersGetTheSameCallsAsBefore() throws IOException {
        Map<String, List<String>> logs = new TreeMap<>();
        engines.simulated(SEEDS).forEach((leader, log) -> logs.put(leader + ".jsonl", log));

        assertThat(logs).hasSizeGreaterThanOrEqualTo(9);
        GoldenFolder.of("leaders").holdsHere(logs, ALIKE);
    }

    @Test
    void theWordsOfTheExamplesAreAnsweredAsBefore() throws IOException {
        for (String folder : List.of("understudy", "steady-hand")) {
            Map<String, List<String>> logs = transcripts(folder).stream()
                    .filter(file -> folder.equals("understudy") || isSample(file))
                    .parallel()
                    .collect(Collectors.toConcurrentMap(
                            file -> name(file).replaceFirst("\\.txt$", ".jsonl"), engines::replayed));

            assertThat(logs).hasSizeGreaterThanOrEqualTo(10);
            GoldenFolder.of("transcripts/" + folder).holdsHere(logs, ALIKE);
        }
    }

    @Test
    void theExamplesAreGradedAsBefore() throws IOException {
        Map<String, List<String>> cards = new TreeMap<>();
        engines.scorecards().forEach((call, card) -> cards.put(call + ".txt", card));

        assertThat(cards).isNotEmpty();
        GoldenFolder.of("scorecards").holdsHere(cards, ALIKE);
    }

    /** A third of them, for all take minutes. Which ones does not change when others are added. */
    private static boolean isSample(Path transcript) {
        return Math.floorMod(name(transcript).hashCode(), 3) == 0;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static List<Path> transcripts(String folder) throws IOException {
        try (Stream<Path> files =
                Files.list(GoldenEngines.PROMPTS.resolve("transcripts").resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
