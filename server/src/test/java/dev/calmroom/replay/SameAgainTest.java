package dev.calmroom.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.CallFile;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.SpeakerNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With unchanged prompts the same words are the same call, to the bit: every example transcript and labelled call. */
@Tag("slow")
class SameAgainTest {
    private static final Path PROMPTS =
            Path.of(System.getProperty("calmroom.root", ".."), "prompts").normalize();
    private static final long SEED = 5;

    private static Players players;
    private static Players learnedAnew;

    @BeforeAll
    static void learn() {
        Scenario scenario = new ScenarioFiles(PROMPTS).load("platform-down");
        players = Players.builtIn(PROMPTS, scenario);
        learnedAnew = Players.builtIn(PROMPTS, scenario);
    }

    static Stream<Path> transcripts() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String folder : List.of("understudy", "steady-hand")) {
            try (Stream<Path> files = Files.list(PROMPTS.resolve("transcripts").resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".txt")).sorted().forEach(all::add);
            }
        }
        return all.stream();
    }

    /** Played once as it was written down, and once from its own log by engines that were learned anew. */
    @ParameterizedTest(name = "{0}")
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("transcripts")
    void theSameWordsAreTheSameCall(Path transcript) {
        RecordedCall call = CallFile.read(transcript)
                .take(SpeakerNames.of(List.of("Kenji")))
                .call();

        List<LoggedEvent> once = played(players, call);
        List<LoggedEvent> again = played(learnedAnew, RecordedCall.of(once));

        assertThat(json(again)).isEqualTo(json(once));
        assertThat(Comparison.of(new PlayedCall(once), new PlayedCall(again)).first())
                .isEmpty();
    }

    private static List<LoggedEvent> played(Players players, RecordedCall call) {
        List<LoggedEvent> events = new ArrayList<>();
        players.rehearse(new RecordedLeader(call), SEED, events::add);
        return events;
    }

    private static List<String> json(List<LoggedEvent> events) {
        return events.stream().map(EventJson::write).toList();
    }
}
