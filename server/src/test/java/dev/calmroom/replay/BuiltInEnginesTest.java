package dev.calmroom.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.judging.SecondHearing;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BuiltInEnginesTest {
    private static final Path PROMPTS = Path.of(System.getProperty("calmroom.root"), "prompts");

    @Test
    void aSecondHearingIsReadOnceForAVersionOfItsFiles() {
        BuiltInEngines engines = new BuiltInEngines();
        SecondHearing hearing = engines.secondHearing(PROMPTS, "steady-hand", "one");

        assertThat(engines.secondHearing(PROMPTS, "steady-hand", "one")).isSameAs(hearing);
        assertThat(engines.secondHearing(PROMPTS, "steady-hand", "two")).isNotSameAs(hearing);
    }
}
