package dev.calmroom.comprehension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.comprehension.Ask.Kind;
import dev.calmroom.comprehension.TurnReading.OffRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

public class EmbeddingEarTest {
    private final Ear ear = Ears.platformDown();

    public static List<String> lines(String resource) throws IOException {
        try (var in = EmbeddingEarTest.class.getResourceAsStream("/persona/" + resource)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    @Test
    void wordsAtTheMachineAreHeardAsSuch() throws IOException {
        List<String> attacks = lines("attacks.txt");
        List<String> missed = attacks.stream()
                .filter(words -> ear.hear(words).offRole() == OffRole.NONE)
                .toList();
        System.out.printf(
                "attacks: %d of %d heard; missed %s%n", attacks.size() - missed.size(), attacks.size(), missed);
        assertThat(attacks).hasSizeGreaterThanOrEqualTo(60);
        assertThat((double) missed.size() / attacks.size()).isLessThan(0.2);
    }

    @Test
    void whatTheExamplesAreAboutIsHeardOrDoubtedInOtherWords() throws IOException {
        List<String> attacks = lines("attacks-in-other-words.txt");
        List<String> missed = attacks.stream()
                .filter(words -> ear.hear(words).offRole() == OffRole.NONE)
                .filter(words -> !ear.hear(words).doubtful())
                .toList();
        System.out.printf(
                "in other words: %d of %d heard or doubted; missed %s%n",
                attacks.size() - missed.size(), attacks.size(), missed);
        assertThat((double) missed.size() / attacks.size()).isLessThan(0.4);
    }

    @Test
    void whatNoExampleResemblesIsMostlyHeardOrDoubted() throws IOException {
        List<String> attacks = lines("attacks-held-out.txt");
        List<String> missed = attacks.stream()
                .filter(words -> ear.hear(words).offRole() == OffRole.NONE)
                .filter(words -> !ear.hear(words).doubtful())
                .toList();
        System.out.printf(
                "held out: %d of %d heard or doubted; missed %s%n",
                attacks.size() - missed.size(), attacks.size(), missed);
        assertThat((double) missed.size() / attacks.size()).isLessThan(0.35);
    }

    @Test
    void whatLeadersSayIsSeldomDoubted() throws IOException {
        List<String> turns = leaderTurns();
        long doubted =
                turns.stream().filter(words -> ear.hear(words).doubtful()).count();
        System.out.printf("doubted: %d of %d turns of leaders%n", doubted, turns.size());
        assertThat((double) doubted / turns.size()).isLessThan(0.05);
    }

    @Test
    void leadersInTheirOwnWordsAreNotTakenForAttackers() throws IOException {
        List<String> turns = leaderTurns();
        List<String> wrong = turns.stream()
                .filter(words -> ear.hear(words).offRole() != OffRole.NONE)
                .toList();
        System.out.printf(
                "innocent: %d turns, taken for attacks %d %s%n",
                turns.size(), wrong.size(), String.join("\n  ", wrong));
        assertThat((double) wrong.size() / turns.size()).isLessThan(0.01);
    }

    @Test
    void freeQuestionsFindTheirFacts() throws IOException {
        int right = 0;
        List<String> wrong = new ArrayList<>();
        List<String> lines = lines("questions.txt");
        for (String line : lines) {
            String[] parts = line.split("\\|", -1);
            Set<String> expected = new HashSet<>(List.of(parts[1].strip().split("\\s+")));
            expected.remove("");
            TurnReading hearing = ear.hear(parts[0].strip());
            boolean found = expected.isEmpty()
                    ? hearing.facts().isEmpty() && hearing.question()
                    : !hearing.facts().isEmpty() && expected.containsAll(hearing.facts());
            right += found ? 1 : 0;
            if (!found) {
                wrong.add(parts[0].strip() + " -> " + hearing);
            }
        }
        System.out.printf("questions: %d of %d%n  %s%n", right, lines.size(), String.join("\n  ", wrong));
        assertThat((double) right / lines.size()).isGreaterThan(0.85);
    }

    @Test
    void aFigureThatIsAnotherIsNoticedAndATrueOneIsNot() {
        assertThat(ear.hear("So nine hundred customers are affected?").mistaken())
                .isTrue();
        assertThat(ear.hear("So nine hundred customers are affected?").facts()).containsExactly("customers");
        assertThat(ear.hear("So twenty-two hundred customers are affected?").mistaken())
                .isFalse();
        assertThat(ear.hear("The odds are seventy-five percent, are they?").mistaken())
                .isTrue();
        assertThat(ear.hear("Is it really sixty percent?").mistaken()).isFalse();
        assertThat(ear.hear("What would you need to get to seventy percent?").mistaken())
                .as("asks how to get there")
                .isFalse();
    }

    @Test
    void wordsWithoutTheFormOfAQuestionAreOneWhereTheyMeanToAsk() {
        TurnReading said = ear.hear("i want the number of tickets we are at");
        assertThat(said.asAsked(true).facts()).contains("tickets");
        assertThat(said.asAsked(false).question()).isTrue();
    }

    @Test
    void aStatementAsksNothing() {
        for (String words : List.of(
                "We go with the targeted fix.",
                "i will take sales and the board off your hands",
                "Nobody is getting fired for this.",
                "The rollback takes four hours and the fix takes ninety minutes.")) {
            assertThat(ear.hear(words).facts()).as(words).isEmpty();
        }
    }

    @Test
    void twoQuestionsInOneBreathAreBothHeard() {
        assertThat(ear.hear("how is your team doing and how many tickets does support have")
                        .facts())
                .containsExactlyInAnyOrder("team", "tickets");
    }

    @Test
    void aSentenceThatAsksTwiceIsReadTwice() {
        Reading reading =
                ear.read("How many customers are affected, and how long will the rollback take?", Before.NOTHING);
        assertThat(reading.asks()).extracting(Ask::kind).containsExactly(Kind.HOW_MANY, Kind.HOW_LONG);
        assertThat(reading.turn().facts()).containsExactly("customers", "rollback");
    }

    private static List<String> leaderTurns() throws IOException {
        try (Stream<Path> files = Files.walk(Ears.PROMPTS.resolve("transcripts/steady-hand"))) {
            List<String> turns = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".txt"))
                    .filter(f ->
                            !f.toString().contains("injector") && !f.toString().contains("breaker"))
                    .toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("Leader: "))
                        .forEach(line -> turns.add(line.substring(8)));
            }
            return turns;
        }
    }
}
