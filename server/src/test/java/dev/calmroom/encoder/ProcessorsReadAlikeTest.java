package dev.calmroom.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.LearnedAppraiser;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Numbers that a processor with VNNI instructions made: without a word others cut sums off, and are further away than this. */
class ProcessorsReadAlikeTest {
    private static final Offset<Double> CUT_OFF = Offset.offset(0.0005);

    @Test
    void turnsAreHeardWithTheSameConfidence() {
        Appraiser appraiser = LearnedAppraiser.load(Path.of("../prompts"), "steady-hand");
        assertThat(confidence(appraiser, "I need a time.")).isCloseTo(0.99116, CUT_OFF);
        assertThat(confidence(appraiser, "How could your team let this happen?"))
                .isCloseTo(0.99434, CUT_OFF);
    }

    private static double confidence(Appraiser appraiser, String words) {
        return appraiser
                .appraise(Turn.of(1, Speaker.LEADER, words), List.of())
                .moves()
                .getFirst()
                .confidence();
    }
}
