package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.checks.CheckResult;
import dev.calmroom.checks.StatementJudge;
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
    private static final Path PROMPTS = Path.of("../prompts");
    private static final Path GATE = PROMPTS.resolve("experiments/gate.yaml");

    @TempDir
    Path out;

    @Test
    void everyTurnIsAsItWasFoundGood() throws Exception {
        Path baseline = GATE.resolveSibling("gate.baseline.json");
        Assumptions.assumeTrue(Files.exists(baseline), "nothing was found good yet: ./calmroom tune baseline");
        Experiment experiment = ExperimentFile.read(GATE, PROMPTS);
        try (Tuning tuning = new Tuning(
                experiment, PROMPTS, Path.of("target/tuning-cache"), out, name -> null, StatementJudge.nobody())) {
            Tuning.Findings findings = tuning.play(1, (done, all, failed) -> {});

            assertThat(findings.checks())
                    .allMatch(c -> c.outcome() == CheckResult.Outcome.PASSED, FindingsText.of(findings));
            assertThat(Baseline.differences(Files.readString(baseline), findings))
                    .as("if this is meant: ./calmroom tune baseline, and commit it with the reason")
                    .isEmpty();
        }
    }
}
