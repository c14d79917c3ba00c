package dev.calmroom.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.emotion.Cause;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.scenario.CallSettings;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.Earlier;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What of Tuesday is still there on Thursday. */
@NullMarked
class RemembranceTest {
    private static final EmotionalState ANY = new EmotionalState(Map.of());

    private final Scenario thursday = new ScenarioFiles(Path.of("../prompts")).load("thursday");
    private final Earlier earlier = Objects.requireNonNull(thursday.plot().earlier());

    @Test
    void blameIsRemembered() {
        assertThat(Remembrance.of(earlier, tuesday("goes-back-afraid", "blame")))
                .contains("blamed-on-the-night", "left-afraid")
                .doesNotContain("promised-no-blame", "both-on-the-night");
    }

    @Test
    void blameAndTheWordThatNobodyIsBlamedAreRememberedTogether() {
        assertThat(Remembrance.of(earlier, tuesday("thinks-of-the-fix", "blame", "remove-blame")))
                .containsExactly("both-on-the-night");
    }

    @Test
    void anAgreementIsRememberedAsKeptOrAsBroken() {
        assertThat(Remembrance.of(earlier, tuesday("thinks-of-the-fix", "set-rhythm")))
                .containsExactly("word-kept");
        assertThat(Remembrance.of(earlier, tuesday("thinks-of-the-fix", "set-rhythm", "breaks-own-rhythm")))
                .containsExactly("word-broken");
        assertThat(start(remembering("word-kept"), "trust")).isGreaterThan(start(thursday, "trust"));
    }

    @Test
    void aPromiseThatNobodyIsBlamedIsRemembered() {
        assertThat(Remembrance.of(earlier, tuesday("thinks-of-the-fix", "remove-blame", "shield")))
                .containsExactly("promised-no-blame", "shielded");
    }

    @Test
    void aCallThatIsNotOverIsNotRemembered() {
        List<LoggedEvent> open = tuesday("goes-back-afraid", "blame");
        assertThat(Remembrance.of(earlier, open.subList(0, open.size() - 1))).isEmpty();
    }

    @Test
    void whatIsRememberedShapesTheBeginningAndTheFirstWords() {
        Scenario blamed = remembering("blamed-on-the-night");
        Scenario trusted = remembering("promised-no-blame");

        assertThat(start(blamed, "trust")).isLessThan(start(thursday, "trust")).isLessThan(start(trusted, "trust"));
        assertThat(start(blamed, "guard")).isGreaterThan(start(trusted, "guard"));
        assertThat(blamed.plot().opening().act())
                .isNotEqualTo(trusted.plot().opening().act())
                .isNotEqualTo(thursday.plot().opening().act());
    }

    private Scenario remembering(String memory) {
        return new CallSettings(List.of(), List.of())
                .apply(thursday, new Circumstances("", "", "tuesday", List.of(memory)));
    }

    private static double start(Scenario scenario, String dimension) {
        return scenario.feelings().dimensions().stream()
                .filter(it -> it.id().equals(dimension))
                .findFirst()
                .orElseThrow()
                .start();
    }

    private static List<LoggedEvent> tuesday(String ending, String... rules) {
        List<LoggedEvent> log = new ArrayList<>();
        int number = 1;
        for (String rule : rules) {
            log.add(new LoggedEvent(
                    number,
                    number++,
                    new SessionEvent.EmotionShifted(2, ANY, ANY, List.of(new Cause("", rule, "trust", 0.1)))));
        }
        log.add(new LoggedEvent(
                number, number, new SessionEvent.SessionEnded(EndReason.HUNG_UP, ending, "It was over.")));
        return log;
    }
}
