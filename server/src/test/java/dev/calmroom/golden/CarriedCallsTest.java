package dev.calmroom.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.replay.BuiltInEngines;
import dev.calmroom.replay.CarriedCall;
import dev.calmroom.replay.ModelRun;
import dev.calmroom.replay.Players;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls that a language model carried take the same course without it: who spoke, what was refused, and why. */
@Tag("slow")
class CarriedCallsTest {
    private static final double ALIKE = 0.8;

    private static final Path PROMPTS = Path.of("../prompts");
    private static final Path CARRIED = Path.of("src/test/resources/golden/carried");

    private final BuiltInEngines engines = new BuiltInEngines();
    private final Map<String, ModelRun> runs = new HashMap<>();

    @Test
    void callsThatAModelCarriedTakeTheSameCourseAsThen() throws IOException {
        Map<String, List<String>> now = new TreeMap<>();
        for (Path file : files()) {
            CarriedCall then = CarriedCall.read(file);
            CarriedCall again = runs.computeIfAbsent(then.scenario(), this::run).again(then, event -> {});
            now.put(file.getFileName().toString(), again.text().lines().toList());
        }
        assertThat(now).isNotEmpty();
        GoldenFolder.of("carried").holdsHere(now, ALIKE);
    }

    private ModelRun run(String scenario) {
        Scenario played = new ScenarioFiles(PROMPTS).load(scenario);
        return new ModelRun(PROMPTS, Players.builtIn(PROMPTS, played, engines), engines.embeddings());
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(CARRIED)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
