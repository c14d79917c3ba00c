package dev.calmroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.appraisal.LearnedAppraiser;
import dev.calmroom.judging.Graders;
import dev.calmroom.judging.LabelledCall;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The built-in judge with the real appraiser against the calls that were held out while it was made. */
@Tag("slow")
@Tag("model")
class HeldOutAgreementTest {
    private static final Path PROMPTS = Path.of(System.getProperty("calmroom.root"), "prompts");

    /** Below what was reached when it was set (.843), so that only a real loss breaks it. */
    private static final double FLOOR = 0.81;

    @Test
    void agreesWithTheLabelsOfHeldOutCalls() {
        Graders graders = new Graders(
                PROMPTS, framework -> LearnedAppraiser.load(PROMPTS, framework), (rubric, prompt) -> Optional.empty());
        List<LabelledCall> calls = LabelledCall.readAll(PROMPTS.resolve("transcripts/steady-hand"));
        JudgeBench bench = new JudgeBench(graders.builtIn("steady-hand"));

        JudgeBench.Result heldOut = bench.result("held-out", bench.grade(calls, name -> {}));

        assertThat(heldOut.calls()).isGreaterThanOrEqualTo(20);
        assertThat(heldOut.people().all().kappa()).isGreaterThanOrEqualTo(FLOOR);
        assertThat(heldOut.people().stability()).isEqualTo(1);
    }
}
