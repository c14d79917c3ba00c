package dev.calmroom.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.SpeechRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** Mistakes that end no call and have no effect either: each is named with its file, its line and what was meant. */
class PromptsSlipsTest {
    @TempDir
    private Path prompts;

    private final List<String> expected = new ArrayList<>();

    @Test
    void whatHasNoEffectIsNamed() throws IOException {
        FileSystemUtils.copyRecursively(Path.of("../prompts"), prompts);
        feelings();
        plot();
        lines();
        questions();
        grading();
        texts();
        besides();

        List<String> told = PromptsCheck.of(prompts).problems().stream()
                .map(Problem::toString)
                .toList();

        assertThat(told).as("line for line").hasSameSizeAs(expected);
        assertThat(expected).allSatisfy(message -> assertThat(told).anyMatch(line -> line.contains(message)));
    }

    @Test
    void aFrameworkThatBreaksItsSchemaIsToldInWordsForAnAuthorAlone() throws IOException {
        FileSystemUtils.copyRecursively(Path.of("../prompts"), prompts);
        Path framework = prompts.resolve("frameworks/steady-hand/framework.yaml");
        Files.writeString(framework, Files.readString(framework).replaceFirst("(?m)^moves:", "moevs:"));

        assertThat(PromptsCheck.of(prompts).problems())
                .extracting(Problem::message)
                .anySatisfy(message -> assertThat(message).contains("property 'moevs' is not defined"))
                .allSatisfy(message -> assertThat(message).doesNotContain("Cannot construct", "java."));
    }

    @Test
    void aRepairThatNamesAGroupThatItsPatternHasNotIsRefusedBeforeACall() throws IOException {
        String speech = Files.readString(Path.of("../prompts/speech.yaml"));
        Files.writeString(prompts.resolve("speech.yaml"), speech.replace("say: '$1$2$3' }", "say: '$1$2$4' }"));

        assertThatThrownBy(() -> SpeechRules.read(prompts))
                .hasMessageContaining("there is no group $4 in the pattern, which has 3");
    }

    private void feelings() throws IOException {
        String file = "scenarios/thursday/emotion.yaml";
        slip(
                file,
                "  react-at-once: was run over",
                "  react-at-onec: was run over",
                "emotion.yaml:%d: labels/react-at-onec: nothing moves the persona by that name; did you mean react-at-once?"
                        .formatted(lineOf(file, "  react-at-once: was run over")));
        expected.add("labels: leaves out 'react-at-once'");
        slip(
                file,
                "    then: [blame]",
                "    then: [regulate]",
                "absolved-then-blamed/then: [regulate] contradicts itself");
        slip(file, "moves: 6", "moves: 60", "recital/moves: cannot be reached: the framework has");
    }

    private void plot() throws IOException {
        String file = "scenarios/thursday/scenario.yaml";
        slip(file, "    favoured: { told: [proposal] }\n", "", "options: none is 'favoured'");
        slip(
                file,
                "gate: { at-least: { trust: 0.52 }, below: { guard: 0.5 } }",
                "gate: { at-least: { trust: 0.52 }, below: { trust: 0.5 } }",
                "facts/waived/gate/below/trust: can never hold: at least 0.52 and below 0.5");
        slip(file, "when: { off-role: true }", "when: { cut-short: true }", "replies/deflect: is never reached: line");
        slip(file, "took-less: 90m", "took-less: 90m\n      took-at-least: 3h", "short-night: can never hold");
        slip(
                file,
                "'A full-size copy costs money.'",
                "'You said no to the full-size copy yourself.'",
                "who-refused/given-away/not-by/4: stands under 'by' as well");
        slip(
                file,
                "    evades: \"What he would change he does not bring up himself.\"\n",
                "",
                "facts/proposal: has a gate and no 'evades'");
        slip(file, "  - Nakamura\n", "  - kenji\n", "vocabulary/1: stands in the list already");
    }

    private void lines() throws IOException {
        String file = "scenarios/thursday/lines.yaml";
        slip(
                file,
                "lines:\n",
                "lines:\n  - act: check-line\n    moods: [closed]\n    says: [" + "so ".repeat(45) + "]\n",
                "is never said: it has 45 words, and nobody has breath for more than 44");
        slip(
                file,
                "  open: [tell-timeline]",
                "  open: [open, tell-timeline]",
                "neighbours/open: is a neighbour of itself");
        slip(
                file,
                "slots:\n",
                "slots:\n  - id: day\n    phrases: [{ when: now, say: now }]\n",
                "there is a 'day' already");
    }

    private void questions() throws IOException {
        String file = "scenarios/platform-down/questions.yaml";
        slip(
                file,
                "      - Who just rang?\n",
                "      - Who just rang?\n      - who's been calling you\n",
                "is asked already: line %d, under [sales]".formatted(lineOf(file, "      - Who's been calling you?")));
    }

    private void grading() throws IOException {
        String file = "frameworks/steady-hand/judge.yaml";
        slip(
                file,
                "names:\n",
                "names:\n  spare: 'a|(b'\n  nested: 'the <spare>'\n",
                "names/spare: expected a regular expression: Unclosed group");
        expected.add("names/spare: no pattern has <spare> in it");
        expected.add("names/nested: a name stands in patterns only");
        expected.add("names/nested: no pattern has <nested> in it");
        slip(
                file,
                "not-meant:\n",
                "not-meant:\n  - 'I am sorry'\n  - don't\n  - 'what\\?'\n",
                "has a capital letter (I)");
        expected.add("has an apostrophe (')");
        expected.add("has punctuation (\\?)");
        slip(
                "frameworks/leading-under-pressure/alternatives.yaml",
                "before: respond.decides",
                "before: respond.decide",
                "the framework has no criterion 'respond.decide'; did you mean respond.decides?");
    }

    private void texts() throws IOException {
        slip("leader.md", "{summary}", "{sumary}", "nothing is filled in at {sumary}; did you mean summary?");
        slip("turn.md", "{facts}", "facts", "turn.md: {facts} is left out");
        slip("judged-statement.md", "{call}", "the call", "judged-statement.md: {call} is left out");
        slip(
                "scenarios/thursday/persona.md",
                "\n",
                " {fact}\n",
                "nothing is filled in at {fact}; this text is given as it stands");
        slip("frameworks/steady-hand/grader.md", "\n", " {call}\n", "nothing is filled in at {call}");
    }

    private void besides() throws IOException {
        slip(
                "settings.yaml",
                "- id: raw\n",
                "- id: forgiving\n",
                "difficulties/forgiving/id: there is a 'forgiving' already");
        slip(
                "leaders/thursday-friend.yaml",
                "says:\n",
                "says:\n      - We are #1 tonight.\n",
                "is cut at # to «We are»: what stands behind it is a comment; put the line in quotes");
        slip(
                "experiments/gate.yaml",
                "checks:\n",
                "checks:\n  - facts are constnat\n",
                "checks/0: «facts are constnat»: expected one of");
        Files.createDirectories(prompts.resolve("scenarios/begun"));
        expected.add("scenarios/begun: is not read: expected a scenario.yaml in it");
        Files.writeString(prompts.resolve("scenarios/thursday/sheet.yaml"), "id: thursday\n");
        expected.add("sheet.yaml: is not read: scenario.yaml takes its place");
    }

    /** Counted from 1, as editors do. */
    private int lineOf(String name, String words) throws IOException {
        String text = Files.readString(prompts.resolve(name));
        return 1
                + (int) text.substring(0, text.indexOf(words))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private void slip(String name, String from, String to, String message) throws IOException {
        Path file = prompts.resolve(name);
        String text = Files.readString(file);
        int at = text.indexOf(from);
        assertThat(at).as("%s has %s", name, from).isNotNegative();
        Files.writeString(file, text.substring(0, at) + to + text.substring(at + from.length()));
        expected.add(message);
    }
}
