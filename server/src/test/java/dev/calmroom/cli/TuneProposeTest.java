package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.language.ScriptedModelServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Blame costs the persona next to nothing, and a language model is asked what to do about that. */
@NullMarked
class TuneProposeTest {
    private static final String EMOTION = "scenarios/platform-down/emotion.yaml";
    private static final String SPOILED =
            "adds: { fear: 0.15, stress: 0.11, trust: -0.01, agency: -0.10, clarity: -0.05 }";
    private static final String BEST = SPOILED.replace("trust: -0.01", "trust: -0.30");
    private static final String BLAMES_ANYWAY = BEST.replace("stress: 0.11", "stress: 0.12");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path prompts = Path.of("");
    private Path experiment = Path.of("");

    @BeforeEach
    void somebodyHasSpoiledIt() throws IOException {
        prompts = folder.resolve("prompts");
        copyPrompts(prompts);
        String text = Files.readString(prompts.resolve(EMOTION));
        Files.writeString(
                prompts.resolve(EMOTION), text.replaceFirst("(  blame:\\n    )adds: \\{[^}]*\\}", "$1" + SPOILED));
        experiment = Files.writeString(folder.resolve("harm.yaml"), """
                scenario: platform-down
                leaders: [blamer, silent]
                seeds: 1
                checks:
                  - facts are constant
                  - { leaders: blamer, check: trust falls by .2 }
                """);
    }

    @Test
    void withoutALanguageModelItSaysSo() {
        assertThat(propose(Map.of())).isEqualTo(1);
        assertThat(err.toString()).contains("no language model is configured, so nothing is proposed");
    }

    @Test
    void anEditIsTriedOnCallsThatWereShownAndProvedOnOthers() throws IOException {
        List<String> answers = List.of(
                answer("a wrong word", "trust: -0.99", "trust: -0.20"),
                answer("a bad figure", SPOILED, SPOILED.replace("-0.01", "lots")),
                answer("the wrong way", SPOILED, SPOILED.replace("-0.01", "0.05")),
                answer("blame has to cost trust", SPOILED, BEST),
                answer("nobody asks for this", BEST, BLAMES_ANYWAY));
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> {
            stream.open("text/event-stream").openAi(answers.get(stream.request() - 1));
            stream.openAiEnd();
        })) {
            assertThat(propose(model(server))).as(err.toString()).isZero();

            assertThat(out.toString())
                    .contains("it cannot be made: expected the words «trust: -0.99» once in the file")
                    .containsPattern(
                            "Proposal 2: [\\s\\S]*it cannot be made: .*emotion.yaml:[0-9]+: rules/blame/adds/trust")
                    .containsPattern("Proposal 3: the wrong way[\\s\\S]*no better in the calls that were shown")
                    .containsPattern("Proposal 4: blame has to cost trust[\\s\\S]*- +" + "adds: .*trust: -0.01")
                    .containsPattern("PASSED +trust falls by .2: holds in 1 of 1 calls; before: holds in 0 of 1 calls")
                    .contains("1 of 2 checks hold as before")
                    .contains(
                            "In calls that it was not, beside your prompts as they are:",
                            "proved: in calls that were shown 0 misses, before 1");
            assertThat(server.requests).as("nothing fails any more").hasSize(4);
            assertThat(server.requests.getFirst())
                    .contains(
                            "trust falls by .2, called by blamer",
                            "The leader blamer, call 1: trust goes from",
                            "What holds now and must go on holding:",
                            "- facts are constant",
                            "nothing yet")
                    .containsPattern("2 LEADER: .*heard: .*blame.*felt: .*fear 0\\.[0-9]+ -> 0\\.[0-9]+ \\(.*blame")
                    .as("an edit is longer than what a persona says")
                    .containsPattern("\"max_(completion_)?tokens\" ?: ?2000")
                    .doesNotContain("silent");
            assertThat(server.requests.getLast())
                    .containsPattern("the wrong way.*trust: -0.01.*became.*trust: 0.05.* -> no better");
        }
        assertThat(Files.readString(prompts.resolve(EMOTION))).contains(SPOILED);
        assertThat(Files.readString(folder.resolve("out/proposal-4").resolve(EMOTION)))
                .contains(BEST);
    }

    @Test
    void theEditIsShownAgainstTheVersionThatItEdits() throws IOException {
        Files.move(prompts, folder.resolve("mine"));
        copyPrompts(prompts);
        Files.writeString(
                experiment,
                Files.readString(experiment)
                        .replace("seeds: 1", "seeds: 1\nvariants: [{ name: mine, prompts: mine }]"));
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> {
            stream.open("text/event-stream").openAi(answer("blame has to cost trust", SPOILED, BEST));
            stream.openAiEnd();
        })) {
            assertThat(propose(model(server))).as(err.toString()).isZero();
        }
        assertThat(out.toString()).containsPattern("- +adds: .*trust: -0.01").contains("proved: ");
    }

    @Test
    void anAnswerThatIsNoneIsToldAndAskedForAgain() throws IOException {
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> {
            stream.open("text/event-stream");
            if (stream.request() > 1) {
                stream.openAi("I would be kinder.");
            }
            stream.openAiEnd();
        })) {
            assertThat(propose(model(server), "--rounds", "2"))
                    .as(err.toString())
                    .isEqualTo(100);
        }
        assertThat(out.toString())
                .containsPattern(
                        "Proposal 1: [\\s\\S]*without a word[\\s\\S]*Proposal 2: [\\s\\S]*expected one to 3 blocks");
    }

    @Test
    void aCheckThatNobodyCouldJudgeIsNotTakenForMet() throws IOException {
        Files.writeString(experiment, """
                scenario: platform-down
                leaders: [silent]
                seeds: 1
                checks:
                  - judged "the persona asks for help"
                """);
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> stream.status(400, "no"))) {
            assertThat(propose(model(server))).isEqualTo(1);
        }
        assertThat(err.toString())
                .contains("the check «judged \"the persona asks for help\"» could not be told: the model that judges");
        assertThat(out.toString()).doesNotContain("nothing to propose");
    }

    @Test
    void noCallAtOnceIsNotOne() throws IOException {
        try (ScriptedModelServer server = new ScriptedModelServer(stream -> stream.status(400, "no"))) {
            assertThat(propose(model(server), "--jobs", "0")).isEqualTo(1);
            assertThat(server.requests).isEmpty();
        }
        assertThat(err.toString()).contains("--jobs: expected at least 1, found 0");
    }

    private static void copyPrompts(Path to) throws IOException {
        Path from = Path.of("../prompts");
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(it ->
                            !it.toString().matches(".*(breach|thursday|under-pressure|transcripts|calmroom.yaml).*"))
                    .toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                Files.copy(file, target);
            }
        }
    }

    private static Map<String, String> model(ScriptedModelServer server) {
        return Map.of(
                "CALMROOM_LLM_PROVIDER", "openai",
                "CALMROOM_LLM_BASE_URL", server.url() + "/v1",
                "CALMROOM_LLM_MODEL", "stub");
    }

    private static String answer(String why, String find, String replace) {
        return "WHY: %s\n<<<\n%s\n===\n%s\n>>>\n".formatted(why, find, replace);
    }

    private int propose(Map<String, String> environment, String... more) {
        Map<String, String> set = new HashMap<>(environment);
        List<String> arguments = new ArrayList<>(List.of(
                experiment.toString(),
                "--prompts",
                prompts.toString(),
                "--out",
                folder.resolve("out").toString()));
        arguments.addAll(more.length == 0 ? List.of("--rounds", "5") : List.of(more));
        return new CommandLine(new TunePropose(set::get))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
