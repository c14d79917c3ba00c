package dev.calmroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.synthesis.ClauseSplitter;
import dev.calmroom.synthesis.Rehearsal.Likely;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LikelyClausesTest {
    private static final Scenario SCENARIO = new ScenarioFiles(Path.of("../prompts")).load("platform-down");

    private static final LikelyClauses LIKELY = new LikelyClauses(SCENARIO, ClauseSplitter::inPhrases);

    @Test
    void noClauseIsEmptyOrHasAPlaceThatIsFilledInTheCall() {
        assertThat(LIKELY.beginnings()).hasSizeGreaterThan(1_000);
        assertThat(LIKELY.rest()).hasSizeGreaterThan(1_000);
        assertThat(everything())
                .noneMatch(it -> it.clause().isBlank() || it.clause().contains("{"));
    }

    @Test
    void theMurmursAreThoseOfTheMoodsAndSofterThanWords() {
        List<String> ofMoods = SCENARIO.feelings().moods().stream()
                .flatMap(mood -> mood.murmurs().stream())
                .toList();

        assertThat(LIKELY.murmurs()).extracting(Likely::clause).isNotEmpty().isSubsetOf(ofMoods);
        assertThat(LIKELY.murmurs())
                .allMatch(it -> it.prosody().volume()
                        < LIKELY.beginnings().getFirst().prosody().volume());
    }

    @Test
    void whatThePersonaOpensWithIsAmongTheFirst() {
        String opening = SCENARIO.lines().lines().stream()
                .filter(line -> line.act().equals(SCENARIO.plot().opening().act()))
                .findFirst()
                .orElseThrow()
                .text();
        List<Likely> beginnings = LIKELY.beginnings();
        assertThat(indexOf(beginnings, opening)).isBetween(0, beginnings.size() / 2);
    }

    /** The calls of the leaders that are kept: what the understudy says in them. */
    @Test
    void nearlyAllThatTheUnderstudySaysInACallIsAmongThem() throws IOException {
        Set<String> known = everything().stream().map(Likely::clause).collect(Collectors.toSet());
        List<List<String>> replies = replies();
        List<String> beginnings = replies.stream().map(List::getFirst).toList();
        List<String> clauses = replies.stream().flatMap(List::stream).toList();

        assertThat(replies).hasSizeGreaterThan(300);
        assertThat(share(beginnings, known)).isGreaterThan(0.9);
        assertThat(share(clauses, known)).isGreaterThan(0.9);
    }

    private static double share(List<String> said, Set<String> known) {
        return (double) said.stream().filter(known::contains).count() / said.size();
    }

    private static List<Likely> everything() {
        return Stream.of(LIKELY.murmurs(), LIKELY.beginnings(), LIKELY.rest())
                .flatMap(List::stream)
                .toList();
    }

    private static List<List<String>> replies() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden/leaders"))) {
            List<List<String>> replies = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    if (line.contains("\"persona-spoke\"")) {
                        replies.add(clauses(
                                JsonMapper.shared().readTree(line).get("text").asString()));
                    }
                }
            }
            return replies;
        }
    }

    private static List<String> clauses(String reply) {
        ClauseSplitter cut = ClauseSplitter.inPhrases();
        return Stream.concat(cut.accept(reply).stream(), cut.finish().stream())
                .map(String::strip)
                .toList();
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
