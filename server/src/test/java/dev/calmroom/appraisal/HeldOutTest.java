package dev.calmroom.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.scenario.Example;
import dev.calmroom.scenario.Framework;
import dev.calmroom.scenario.FrameworkFiles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines written before anything was tuned, by voices that no example has. The floors stand a little below what was measured. */
class HeldOutTest {
    private static final Path ROOT = Path.of(System.getProperty("calmroom.root", ".."));
    private static final double FLOOR_TYPED = 0.87;
    private static final double FLOOR_RECOGNISED = 0.86;

    @Test
    void unseenLinesAreHeardAtLeastAsWellAsWhenThisWasMeasured() {
        FrameworkFiles files = new FrameworkFiles(ROOT.resolve("prompts"));
        Framework framework = files.load("steady-hand");
        List<Example> lines = FrameworkFiles.examplesIn(ROOT.resolve("training/appraisal/held-out"), framework);
        LearnedAppraiser appraiser = LearnedAppraiser.load(ROOT.resolve("prompts"), "steady-hand");

        assertThat(lines).hasSizeGreaterThan(350);
        assertThat(Examination.typed(appraiser, framework, lines).macroF1()).isGreaterThan(FLOOR_TYPED);
        assertThat(Examination.recognised(appraiser, framework, lines).macroF1())
                .isGreaterThan(FLOOR_RECOGNISED);
    }
}
