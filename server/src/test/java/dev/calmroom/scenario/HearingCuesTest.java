package dev.calmroom.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class HearingCuesTest {
    private final HearingCues shared = HearingCues.read(Path.of("../prompts"));

    @Test
    void whoeverIsCalledByNameIsAskedAsWell() {
        HearingCues cues = shared.of(new Plot.Profile("Dr. Okafor", "Dr. Okafor", "Head of Surgery", ""));

        assertThat(asks(cues, "Dr. Okafor what do you need")).isTrue();
        assertThat(asks(cues, "Mara what do you need")).isFalse();
    }

    @Test
    void noCueKeepsThePlaceOfTheName() {
        HearingCues cues = shared.of(new Plot.Profile("Mara", "Mara", "Head of Surgery", ""));

        assertThat(cues.offRole().attacks()).noneMatch(line -> line.contains("@persona"));
        assertThat(cues.offRole().attacks()).anyMatch(line -> line.contains("Mara"));
    }

    private static boolean asks(HearingCues cues, String words) {
        return cues.questions().stream().anyMatch(p -> p.matcher(words).find());
    }
}
