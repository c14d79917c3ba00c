package dev.calmroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.synthesis.ClauseSplitter;
import dev.calmroom.synthesis.Rehearsal.Likely;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LikelyClausesTest {
    private static final Scenario SCENARIO = new ScenarioFiles(Path.of("../prompts")).load("platform-down");

    @Test
    void murmursAndTheBeginningsOfLinesComeBeforeHowTheyGoOn() {
        List<Likely> likely = new LikelyClauses(SCENARIO, ClauseSplitter::inPhrases).inOrder();
        assertThat(likely).hasSizeGreaterThan(2_000);
        assertThat(likely).noneMatch(it -> it.clause().isBlank() || it.clause().contains("{"));
        List<String> murmurs = SCENARIO.feelings().moods().stream()
                .flatMap(mood -> mood.murmurs().stream())
                .toList();
        assertThat(murmurs).contains(likely.getFirst().clause());
        String opening = SCENARIO.lines().lines().stream()
                .filter(line -> line.act().equals(SCENARIO.plot().opening().act()))
                .findFirst()
                .orElseThrow()
                .text();
        int begins = indexOf(likely, opening);
        assertThat(begins).isBetween(0, likely.size() / 2);
    }

    private static int indexOf(List<Likely> likely, String line) {
        for (int at = 0; at < likely.size(); at++) {
            if (line.startsWith(likely.get(at).clause())) {
                return at;
            }
        }
        return -1;
    }
}
