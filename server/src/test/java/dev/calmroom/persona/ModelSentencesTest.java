package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.scenario.AuthoredLine;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the guard makes of sentences that real models came up with, against labels given by hand. Nonsense is counted by
 * itself: no rule can know it.
 */
class ModelSentencesTest {
    private static final List<Turn> OPENING = List.of(Turn.of(
            1,
            Speaker.PERSONA,
            "Hey. It's Kenji. Six hours and we're still down. Four more to roll back, or ninety minutes on a fix that's"
                    + " maybe sixty percent."));
    /** Enough of the authored lines, and quick. */
    private static final int EVERY = 8;

    private static SpeechGuard guard;
    private static List<Row> rows;

    private record Row(
            int number,
            Manner manner,
            List<String> facts,
            String leader,
            String sentence,
            String verdict,
            String reason) {
        boolean keptApart() {
            return number % 2 == 1;
        }
    }

    /** @param falselyRefused sentences that were refused though they might be spoken */
    private record Figures(
            int refused, int rightly, int shouldBe, List<String> falselyRefused, Map<String, String> byReason) {
        double precision() {
            return (double) rightly / refused;
        }

        double recall() {
            return (double) rightly / shouldBe;
        }
    }

    @BeforeAll
    static void prepare() throws IOException {
        Scenario scenario = new ScenarioFiles(Casts.PROMPTS).load("platform-down");
        guard = new SpeechGuard(
                SpeechRules.read(Casts.PROMPTS),
                scenario,
                new AllMiniLmL6V2QuantizedEmbeddingModel(),
                Files.readString(Casts.PROMPTS.resolve("turn.md")));
        rows = Files.readAllLines(Path.of("src/test/resources/persona/model-sentences.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .map(c -> new Row(
                        Integer.parseInt(c[0]),
                        c[2].equals("free") ? Manner.FREE : Manner.WORDED,
                        c[3].equals("-") ? List.of() : List.of(c[3].split(" ")),
                        c[4],
                        c[5],
                        c[6],
                        c[7]))
                .toList();
    }

    private static Optional<String> refused(Row row) {
        List<Turn> call = new ArrayList<>(OPENING);
        call.add(Turn.of(2, Speaker.LEADER, row.leader()));
        SpeechGuard.Inspection inspection = guard.inspect(
                UnderstudyTest.brief(3, "answer", "guarded", row.facts(), row.leader()), call, row.manner());
        String cleaned = inspection.cleaned(row.sentence());
        return cleaned.isEmpty()
                ? Optional.of("empty")
                : inspection.objection(cleaned).map(Objection::reason);
    }

    private static Figures figures(boolean keptApart) {
        int refused = 0;
        int rightly = 0;
        int shouldBe = 0;
        List<String> falsely = new ArrayList<>();
        Map<String, int[]> byReason = new TreeMap<>();
        for (Row row : rows) {
            if (row.keptApart() != keptApart) {
                continue;
            }
            boolean nonsense = row.reason().equals("nonsense");
            boolean bad = row.verdict().equals("refuse");
            Optional<String> objection = refused(row);
            int[] count = byReason.computeIfAbsent(row.verdict() + ", " + row.reason(), k -> new int[2]);
            count[1]++;
            count[0] += objection.isPresent() ? 1 : 0;
            shouldBe += bad && !nonsense ? 1 : 0;
            if (objection.isPresent() && !nonsense) {
                refused++;
                rightly += bad ? 1 : 0;
                if (!bad) {
                    falsely.add(row.sentence() + " <- " + objection.get());
                }
            }
        }
        Map<String, String> table = new TreeMap<>();
        byReason.forEach((reason, count) -> table.put(reason, count[0] + " of " + count[1] + " refused"));
        return new Figures(refused, rightly, shouldBe, falsely, table);
    }

    @Test
    void theGuardIsRightAboutSentencesThatNoRuleWasWrittenFor() {
        Figures open = figures(false);
        Figures apart = figures(true);
        System.out.printf(
                "open: precision %.3f recall %.3f %s %s%napart: precision %.3f recall %.3f %s %s%n",
                open.precision(),
                open.recall(),
                open.byReason(),
                open.falselyRefused(),
                apart.precision(),
                apart.recall(),
                apart.byReason(),
                apart.falselyRefused());
        assertThat(apart.precision()).as(apart.falselyRefused().toString()).isGreaterThan(0.9);
        assertThat(apart.recall()).as(apart.byReason().toString()).isGreaterThan(0.55);
    }

    /** What people wrote for the persona to say is plain English that a guard must let through. */
    @Test
    void linesThatPeopleWroteForThePersonaAreLetThrough() throws IOException {
        Scenario scenario = new ScenarioFiles(Casts.PROMPTS).load("platform-down");
        Set<String> gated = scenario.plot().facts().stream()
                .filter(fact -> fact.gate() != null)
                .map(Knowledge.Fact::id)
                .collect(Collectors.toSet());
        // What these acts say hangs on what the leader decided, or is a promise on purpose.
        Set<String> others = Set.of("repeat-decision", "promise-falsely");
        int sentences = 0;
        List<String> refused = new ArrayList<>();
        List<AuthoredLine> lines = scenario.lines().lines();
        for (int i = 0; i < lines.size(); i += EVERY) {
            AuthoredLine line = lines.get(i);
            if (others.contains(line.act()) || HeardSlots.hasPlace(line.text())) {
                continue;
            }
            Brief brief = ModelPersonaTest.in(
                    UnderstudyTest.brief(3, line.act(), "guarded", line.facts(), ""),
                    new Scene("", List.of(), "", "", gated));
            SpeechGuard.Inspection inspection = guard.inspect(brief, List.of(), Manner.FREE);
            for (String sentence :
                    Pattern.compile("(?<=[.?!])\\s+").splitAsStream(line.text()).toList()) {
                sentences++;
                inspection
                        .objection(inspection.cleaned(sentence))
                        .filter(objection -> !objection.reason().equals("said before"))
                        .ifPresent(
                                objection -> refused.add(line.act() + ": " + sentence + " <- " + objection.reason()));
            }
        }
        System.out.printf(
                "%d of %d authored sentences refused%n%s%n", refused.size(), sentences, String.join("\n", refused));
        assertThat((double) refused.size() / sentences)
                .as(String.join("\n", refused))
                .isLessThan(0.01);
    }
}
