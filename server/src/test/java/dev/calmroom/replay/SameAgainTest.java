package dev.calmroom.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.CallFile;
import dev.calmroom.log.CallScenario;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With unchanged prompts the same words are the same call, to the bit: every scenario's example transcripts and labelled calls. */
@Tag("slow")
class SameAgainTest {
    private static final Path PROMPTS =
            Path.of(System.getProperty("calmroom.root", ".."), "prompts").normalize();
    private static final long SEED = 5;

    private static final List<Scenario> SCENARIOS = new ArrayList<>();
    private static final Map<String, Players> ONCE = new HashMap<>();
    private static final Map<String, Players> LEARNED_ANEW = new HashMap<>();

    @BeforeAll
    static void learn() {
        ScenarioFiles files = new ScenarioFiles(PROMPTS);
        for (String id : files.ids()) {
            Scenario scenario = files.load(id);
            SCENARIOS.add(scenario);
            ONCE.put(id, Players.builtIn(PROMPTS, scenario));
            LEARNED_ANEW.put(id, Players.builtIn(PROMPTS, scenario));
        }
    }

    static Stream<Path> transcripts() throws IOException {
        try (Stream<Path> files = Files.walk(PROMPTS.resolve("transcripts"))) {
            return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList().stream();
        }
    }

    @Test
    void everyScenarioHasSuchACall() throws IOException {
        assertThat(transcripts()
                        .map(file -> scenarioOf(file, CallFile.read(file)).id()))
                .containsAll(SCENARIOS.stream().map(Scenario::id).toList());
    }

    /** Played once as it was written down, and once from its own log by engines that were learned anew. */
    @ParameterizedTest(name = "{0}")
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("transcripts")
    void theSameWordsAreTheSameCall(Path transcript) {
        CallFile file = CallFile.read(transcript);
        Scenario scenario = scenarioOf(transcript, file);
        RecordedCall call = file.take(CallScenario.names(scenario)).call();

        List<LoggedEvent> once = new ArrayList<>();
        players(ONCE, scenario).rehearse(new RecordedLeader(call), SEED, once::add);
        List<LoggedEvent> again = new ArrayList<>();
        players(LEARNED_ANEW, scenario).again(stored(once), SEED, again::add);

        assertThat(json(again)).isEqualTo(json(once));
        assertThat(Comparison.of(new PlayedCall(once), new PlayedCall(again)).first())
                .isEmpty();
    }

    private static Players players(Map<String, Players> learned, Scenario scenario) {
        return Objects.requireNonNull(learned.get(scenario.id()));
    }

    /** A persona of one name is in two scenarios: the folder says by which framework the call is graded. */
    private static Scenario scenarioOf(Path transcript, CallFile file) {
        String folder =
                PROMPTS.resolve("transcripts").relativize(transcript).getName(0).toString();
        List<Scenario> graded = SCENARIOS.stream()
                .filter(scenario -> scenario.plot().framework().equals(folder))
                .toList();
        return CallScenario.of(file, graded.isEmpty() ? SCENARIOS : graded, null, List.of());
    }

    /** As it comes back from a file. */
    private static List<LoggedEvent> stored(List<LoggedEvent> log) {
        String text = String.join("\n", json(log));
        return CallFile.read(text.getBytes(StandardCharsets.UTF_8)).events().orElseThrow();
    }

    private static List<String> json(List<LoggedEvent> events) {
        return events.stream().map(EventJson::write).toList();
    }
}
