package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.checks.CheckResult;
import dev.calmroom.checks.CheckResult.Outcome;
import dev.calmroom.language.ScriptedModelServer;
import dev.calmroom.scenario.AuthoredLine;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The checks that are shipped, with a player that does what its prompt says: it speaks lines that an author wrote, and
 * obeys whatever else {@code persona.md} asks of every turn. No single turn is wrong.
 */
class SpoiledPersonaTest {
    private static final Path PROMPTS = PlayedExperiment.PROMPTS;
    private static final Path SHIPPED = PROMPTS.resolve("experiments/platform-down.yaml");
    private static final Pattern END = Pattern.compile("End every turn with «([^»]+)»");
    private static final Pattern CALL = Pattern.compile("Call the caller «([^»]+)»");
    private static final Pattern BEGIN = Pattern.compile("Begin every turn with «([^»]+)»");

    @TempDir
    Path folder;

    private final AtomicInteger said = new AtomicInteger();
    private ScriptedModelServer server;

    @BeforeEach
    void startAPlayerThatObeys() throws IOException {
        List<String> lines = new ScenarioFiles(PROMPTS)
                .load("platform-down").lines().lines().stream()
                        .filter(line -> line.facts().isEmpty() && !line.text().contains("{"))
                        .map(AuthoredLine::text)
                        .distinct()
                        .toList();
        server = new ScriptedModelServer(stream -> {
            String prompt =
                    stream.body().path("messages").get(0).path("content").asString();
            String line = lines.get(Math.floorMod(said.getAndIncrement() * 7, lines.size()));
            stream.open("text/event-stream").openAi(obey(prompt, line)).openAiEnd();
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String obey(String prompt, String line) {
        Matcher call = CALL.matcher(prompt);
        Matcher end = END.matcher(prompt);
        Matcher begin = BEGIN.matcher(prompt);
        String said = call.find() ? line.replaceFirst("[.?!…]+$", ", " + call.group(1) + ".") : line;
        said = begin.find() ? begin.group(1) + " " + said : said;
        return end.find() ? said + " " + end.group(1) : said;
    }

    @Test
    void whatASpoiledPromptAsksOfEveryTurnIsCaughtAndThePromptAsItIsPasses() throws Exception {
        Tuning.Findings findings = play("""
                variants:
                  - { name: now }
                  - name: slogan
                    patch: { scenarios/platform-down/persona.md: { "%1$s": "%1$s\\n- End every turn with «So it goes.»" } }
                  - name: boss
                    patch: { scenarios/platform-down/persona.md: { "%1$s": "%1$s\\n- Call the caller «boss»." } }
                  - name: cheerful
                    patch: { scenarios/platform-down/persona.md: { "%1$s": "%1$s\\n- Begin every turn with «Love it!»" } }
                  - name: coaching
                    patch: { scenarios/platform-down/persona.md: { "%1$s": "%1$s\\n- End every turn with «Trust the process.»" } }
                """.formatted("- He promises nothing unless the note says so."));

        assertThat(findings.played().failures()).isEmpty();
        assertThat(failed(findings, "now")).isEmpty();
        assertThat(failed(findings, "slogan")).contains("no sentence in more than 15 % of turns");
        assertThat(failed(findings, "boss")).contains("no new word in more than 10 % of turns");
        assertThat(failed(findings, "cheerful")).contains("never cheers in at least 80 % of calls");
        assertThat(failed(findings, "coaching"))
                .as("what may not be said is left out, in every turn")
                .contains("spoken as worded in at least 60 % of turns");
        assertThat(findings.checks())
                .filteredOn(check -> check.variant().equals("slogan") && check.outcome() == Outcome.FAILED)
                .extracting(CheckResult::finding)
                .anyMatch(finding -> finding.startsWith("«so it goes» in "));
    }

    /** Not those that want several calls, nor that of time, which is the machine's. */
    private static List<String> failed(Tuning.Findings findings, String variant) {
        return findings.checks().stream()
                .filter(check -> check.variant().equals(variant) && check.outcome() == Outcome.FAILED)
                .map(check -> check.check().text())
                .filter(text -> !text.startsWith("latency") && !text.startsWith("spread"))
                .toList();
    }

    private Tuning.Findings play(String variants) throws IOException, InterruptedException {
        String whole = Files.readString(SHIPPED).replace("seeds: 5", "seeds: 1");
        String whoeverCalls = whole.substring(0, whole.indexOf("  # Who leads well."));
        String players = """
                leaders: [blamer]
                players: [{ name: obeying, provider: openai, base-url: "%s/v1", model: stub, manner: worded }]
                """.formatted(server.url());
        Path file = Files.writeString(folder.resolve("e.yaml"), whoeverCalls + players + variants);
        return PlayedExperiment.of(ExperimentFile.read(file, PROMPTS), folder.resolve("out"));
    }
}
