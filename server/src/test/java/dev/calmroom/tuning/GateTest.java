package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.checks.CheckResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kenji has not changed character: the understudy plays a few calls, and every turn is held against the baseline. Where a
 * change is meant, {@code ./calmroom tune baseline} writes it anew, and the commit says why.
 */
@Tag("slow")
class GateTest {
    private static final Path GATE = PlayedExperiment.PROMPTS.resolve("experiments/gate.yaml");

    @TempDir
    Path out;

    @Test
    void everyTurnIsAsItWasFoundGood() throws Exception {
        Path baseline = GATE.resolveSibling("gate.baseline.json");
        Assumptions.assumeTrue(Files.exists(baseline), "nothing was found good yet: ./calmroom tune baseline");
        Tuning.Findings findings = PlayedExperiment.of(ExperimentFile.read(GATE, PlayedExperiment.PROMPTS), out);

        assertThat(findings.checks())
                .allMatch(c -> c.outcome() == CheckResult.Outcome.PASSED, FindingsText.of(findings));
        assertThat(Baseline.differences(Files.readString(baseline), findings))
                .as("if this is meant: ./calmroom tune baseline, and commit it with the reason")
                .isEmpty();
    }
}
