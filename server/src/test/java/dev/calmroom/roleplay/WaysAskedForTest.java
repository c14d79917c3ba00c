package dev.calmroom.roleplay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.Medium;
import dev.calmroom.persona.Brief;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a breath that asks for a way out gets, and for how much else. */
class WaysAskedForTest {
    private Roleplay call = Scripts.call(Scripts.PLATFORM_DOWN, 7);

    @Test
    void whichWayAndWhyIsAnsweredByTheWayAndItsReason() {
        take(call.open());
        assertThat(facts("[?the-gut-why] But why that one?"))
                .as("nothing was said")
                .isEmpty();
        say("[regulate] I hear you. We do this together.");
        say("[remove-blame] Nobody is blamed tonight.");
        say("[shield] I take Sales and the board.");

        Brief brief = say("[ask-gut ?gut ?the-gut-why] Forget the board, which would you pick, and why?");

        assertThat(brief.task().act()).isEqualTo("recommend");
        assertThat(brief.task().also()).isEmpty();
        assertThat(brief.task().facts()).containsExactly("gut", "the-gut-why");
    }

    @Test
    void howeverMuchIsAskedThreeFactsAreTheMost() {
        take(call.open());

        Brief brief =
                say("[ask-gut ?customers ?tickets ?team] How many, how many tickets, how is the team, and your gut?");

        assertThat(brief.task().also()).hasSize(1);
        assertThat(brief.task().facts()).hasSize(3);
    }

    @Test
    void whoGoesBackToAWayOutToAskAboutItDecidesNothing() {
        take(call.open());

        assertThat(act("[decide-and-back ask-worst-case] Hang on, go back, the slower one. What do we lose with that?"))
                .isEqualTo("answer");
        assertThat(act("[decide-and-back] Can we go back to the rollback for a second? How long is it?"))
                .isNotEqualTo("repeat-decision");
        assertThat(act("[decide-and-back] We go back to the rollback. Do it.")).isEqualTo("repeat-decision");
    }

    private String act(String words) {
        return say(words).task().act();
    }

    private List<String> facts(String words) {
        return say(words).task().facts();
    }

    private Brief say(String words) {
        return take(call.hear(new Said(words, List.of(), Medium.TYPED), Duration.ofMinutes(1)));
    }

    private Brief take(Step step) {
        Brief brief = step.brief().orElseThrow();
        call = step.next().spoken(brief.turn(), "so", "so", Scripts.tells(brief));
        return brief;
    }
}
