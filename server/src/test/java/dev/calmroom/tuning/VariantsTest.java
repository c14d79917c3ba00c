package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.tuning.Experiment.Patch;
import dev.calmroom.tuning.Experiment.VariantSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class VariantsTest {
    private static final Path PROMPTS = Path.of("src/test/resources/prompts");
    private static final String EMOTION = "scenarios/lost-key/emotion.yaml";

    @TempDir
    Path work;

    @Test
    void aPatchWritesOneValueOverAndLeavesTheRestAsItLies() throws IOException {
        Path copy = patched(new Patch(EMOTION, "rules/soothe/adds/panic", "-0.4"));

        List<PromptsDiff.FileDiff> diffs = PromptsDiff.of(PROMPTS, copy);
        assertThat(diffs).singleElement().satisfies(diff -> {
            assertThat(diff.file()).isEqualTo(EMOTION);
            assertThat(JsonMapper.builder().build().writeValueAsString(diff))
                    .contains("\"kind\":\"added\"")
                    .doesNotContain("ADDED");
            assertThat(diff.lines().stream().filter(l -> l.kind() == PromptsDiff.Kind.ADDED))
                    .singleElement()
                    .satisfies(line ->
                            assertThat(line.text()).isEqualTo("  soothe: { adds: { panic: -0.4, warmth: 0.1 } }"));
        });
    }

    @Test
    void anEntryOfAListIsCalledByItsIdOrItsPlace() throws IOException {
        assertThat(Files.readString(patched(new Patch(EMOTION, "dimensions/warmth/start", "0.9"))
                        .resolve(EMOTION)))
                .contains("label: Warmth, good: high, start: 0.9,");
        assertThat(Files.readString(
                        patched(new Patch(EMOTION, "dimensions/1/low", "icy")).resolve(EMOTION)))
                .contains("start: 0.5, low: icy, high: warm }");
    }

    @Test
    void wordsThatStandOnceInAPromptAreWrittenOver() throws IOException {
        Path persona = PROMPTS.resolve("scenarios/lost-key/persona.md");
        String all = Files.readString(persona).strip();

        assertThat(Files.readString(patched(new Patch("scenarios/lost-key/persona.md", all, "You are calm."))
                        .resolve("scenarios/lost-key/persona.md")))
                .startsWith("You are calm.");
    }

    @Test
    void aPatchOfNothingSaysWhereItLooked() {
        assertThatThrownBy(() -> patched(new Patch(EMOTION, "rules/sooth/adds/panic", "1")))
                .hasMessageContaining("variant 'other'")
                .hasMessageContaining("rules/sooth/adds/panic: expected a single value there");
        assertThatThrownBy(() -> patched(new Patch(EMOTION, "rules/soothe", "1")))
                .hasMessageContaining("expected a single value there, found OBJECT");
        assertThatThrownBy(() -> patched(new Patch("scenarios/lost-key/persona.md", "no such words", "x")))
                .hasMessageContaining("found them nowhere");
        assertThatThrownBy(() -> patched(new Patch("../outside.yaml", "a", "x")))
                .hasMessageContaining("lies outside of the prompts");
        assertThatThrownBy(() -> patched(new Patch("gone.yaml", "a", "x"))).hasMessageContaining("gone.yaml");
    }

    @Test
    void aRevisionThatThereIsNoneOfIsTold() {
        assertThatThrownBy(() -> new Variants(work)
                        .layOut(new VariantSource.Revision("other", Path.of("../prompts"), "no-such-revision")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no revision 'no-such-revision'");
    }

    @Test
    void aRevisionIsLaidOutAsItWasThenAlsoWhereThePromptsAreAFolderOfTheRepository() throws Exception {
        Path folder = work.resolve("repository/prompts");
        Path prompts = Files.createDirectories(folder.resolve("scenarios"));
        Files.writeString(work.resolve("repository/README"), "beside the prompts");
        Files.writeString(prompts.resolve("one.yaml"), "then");
        git("init", "-q");
        git("add", ".");
        git("-c", "user.name=Anna", "-c", "user.email=anna@example.org", "commit", "-q", "-m", "then");
        Files.writeString(prompts.resolve("one.yaml"), "now");
        git("branch", "both");
        git("tag", "both");

        Path laidOut = new Variants(work.resolve("copies"))
                .layOut(new VariantSource.Revision("then", folder, "HEAD"))
                .prompts();

        assertThat(Files.readString(laidOut.resolve("scenarios/one.yaml"))).isEqualTo("then");
        assertThat(laidOut.resolve("README")).doesNotExist();
        assertThat(new Variants(work.resolve("more"))
                        .layOut(new VariantSource.Revision("then", folder, "both"))
                        .prompts())
                .as("git warns of a name that is a branch and a tag")
                .isDirectoryContaining("glob:**scenarios");
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(work.resolve("repository").toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aFolderThatHoldsNoPromptsIsTold() {
        assertThatThrownBy(() -> new Variants(work).layOut(new VariantSource.Folder("other", work)))
                .hasMessageContaining("is no folder of prompts");
    }

    private Path patched(Patch patch) {
        return new Variants(work)
                .layOut(new VariantSource.Patched("other", PROMPTS, List.of(patch)))
                .prompts();
    }
}
