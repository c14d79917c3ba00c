package dev.calmroom.comprehension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsMeantTest {
    private static final Scenario SCENARIO = new ScenarioFiles(Ears.PROMPTS).load("platform-down");
    private static final OptionsMeant.Known KNOWN = new OptionsMeant.Known(
            SCENARIO.plot(),
            SCENARIO.questions(),
            HearingCues.read(Ears.PROMPTS).of(SCENARIO.plot().persona()).references());

    private static OptionsMeant.Meant meant(String clause, String... subject) {
        return KNOWN.after(List.of(subject)).in(clause);
    }

    @Test
    void eachPlaceHasTheNameOfItsOwn() {
        assertThat(meant("Is the first one safer than the second one?").words())
                .isEqualTo("Is the rollback safer than the targeted fix?");
        assertThat(meant("The first option or the other one?").named()).containsExactlyInAnyOrder("rollback", "fix");
    }

    @Test
    void theOtherOneIsOtherThanTheOneNamedBesideIt() {
        assertThat(meant("Is the rollback safer than the other one?", "fix-worst")
                        .words())
                .isEqualTo("Is the rollback safer than the targeted fix?");
        assertThat(meant("Is the other one safer than the fix?", "rollback-worst")
                        .words())
                .isEqualTo("Is the rollback safer than the fix?");
    }

    @Test
    void theOtherOneMayBeNamedBehindIt() {
        assertThat(meant("What are the odds on the other one again, the short one?", "rollback-worst")
                        .words())
                .isEqualTo("What are the odds on the targeted fix again, the short one?");
        assertThat(meant("And the other option, the slow one?").named()).containsExactly("rollback");
    }

    @Test
    void whereBothAreComparedNothingSaysWhichIsTheOther() {
        OptionsMeant turn = KNOWN.after(List.of("fix-worst"));
        turn.in("The rollback or the fix, I can't tell which.");
        assertThat(turn.in("What about the other one?").words()).isEqualTo("What about the other one?");
        assertThat(turn.in("What can it do at worst?").named()).isEmpty();
    }
}
