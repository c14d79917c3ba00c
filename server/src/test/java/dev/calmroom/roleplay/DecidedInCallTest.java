package dev.calmroom.roleplay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.Medium;
import dev.calmroom.persona.Brief;
import dev.calmroom.persona.Situation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is decided in a call in which what each sentence does is written before it. */
class DecidedInCallTest {
    private Roleplay call = Scripts.call(Scripts.PLATFORM_DOWN, 7);

    @Test
    void aDecisionAgainstAWayLeavesItOpenAndOneThatIsTakenBackIsNone() {
        take(call.open());
        say("[ask-gut ?gut] What would you do?");
        say("[regulate regulate.asks-how] How are you? We do this together.");
        say("[remove-blame] Nobody is blamed tonight.");
        say("[ask-gut ?gut] What does your gut say?");
        say("[decide-and-back] I won't do it that way.");
        assertThat(decided()).isEmpty();
        say("[decide-and-back] Not the patch.");
        assertThat(decided()).isEmpty();

        say("[decide-and-back] We take the patch.");
        assertThat(decided()).contains("fix");
        say("[other] Hold the fix for a moment, I want to think again.");
        assertThat(decided()).isEmpty();
        assertThat(situation().memory().heard()).doesNotContainKey("decide-and-back");

        say("[decide-and-back] We take the patch.");
        say("[decide-and-back] No, forget the patch.");
        assertThat(decided()).isEmpty();
        say("[decide-and-back] We roll it back.");
        assertThat(decided()).contains("rollback");
        say("[other] I haven't changed my mind.");
        assertThat(decided()).contains("rollback");
    }

    private Optional<String> decided() {
        return situation().memory().dialogue().option();
    }

    private Situation situation() {
        return ((ScenarioRoleplay) call).situation();
    }

    private void say(String words) {
        take(call.hear(new Said(words, List.of(), Medium.TYPED), Duration.ofMinutes(1)));
    }

    private void take(Step step) {
        Brief brief = step.brief().orElseThrow();
        call = step.next().spoken(brief.turn(), "so so so", "so so so", Scripts.tells(brief));
    }
}
