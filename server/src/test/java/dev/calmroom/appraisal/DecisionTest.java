package dev.calmroom.appraisal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.calmroom.appraisal.Decision.Candidate;
import dev.calmroom.scenario.Framework.Tone;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final Decision DECISION = new Decision(0.5, 0.8, 0.6, 1);
    private static final Stretch FIRST = Stretch.clause(0, 10);
    private static final Stretch SECOND = Stretch.clause(11, 20);

    @Test
    void theLikeliestCountsHoweverUnlikelyItIs() {
        assertThat(meant(good("thank", 0.3, FIRST), neutral("nothing", 0.1))).containsExactly("thank");
    }

    @Test
    void anotherCountsBesideItWhenItIsLikelyItself() {
        assertThat(meant(good("thank", 0.9, FIRST), good("ask", 0.51, FIRST))).containsExactly("thank", "ask");
        assertThat(meant(good("thank", 0.9, FIRST), good("ask", 0.49, FIRST))).containsExactly("thank");
    }

    @Test
    void theSameWordsDoNotHelpAndHarm() {
        assertThat(meant(good("thank", 0.99, FIRST), trap("mock", 0.98, FIRST))).containsExactly("thank");
        assertThat(meant(trap("mock", 0.99, FIRST), good("thank", 0.98, FIRST))).containsExactly("mock");
    }

    @Test
    void otherWordsMayHarmWhereTheFirstHelpedIfThatIsPlain() {
        assertThat(meant(good("thank", 0.9, FIRST), trap("mock", 0.81, SECOND))).containsExactly("thank", "mock");
        assertThat(meant(good("thank", 0.9, FIRST), trap("mock", 0.79, SECOND))).containsExactly("thank");
    }

    @Test
    void helpAndHarmThatAreCloseAndUnsureAreNeither() {
        assertThat(meant(good("thank", 0.4, FIRST), trap("mock", 0.35, FIRST), neutral("nothing", 0.05)))
                .containsExactly("nothing");
        assertThat(meant(good("thank", 0.61, FIRST), trap("mock", 0.6, FIRST), neutral("nothing", 0.05)))
                .as("sure enough")
                .containsExactly("thank");
        assertThat(meant(good("thank", 0.4, FIRST), trap("mock", 0.1, FIRST), neutral("nothing", 0.05)))
                .as("a clear lead")
                .containsExactly("thank");
    }

    @Test
    void theFallbackIsGivenAlone() {
        assertThat(meant(neutral("nothing", 0.9), good("thank", 0.6, FIRST))).containsExactly("thank");
        assertThat(meant(good("thank", 0.9, FIRST), neutral("nothing", 0.6))).containsExactly("thank");
    }

    @Test
    void numbersThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Decision(0, 0.8, 0.6, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Decision(0.5, 0.4, 0.6, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Decision(0.5, 0.8, 1.1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Decision(0.5, 0.8, 0.6, -1));
    }

    private static List<String> meant(Candidate... candidates) {
        return DECISION.among(List.of(candidates), "nothing").stream()
                .map(Candidate::move)
                .toList();
    }

    private static Candidate good(String move, double confidence, Stretch quote) {
        return new Candidate(move, Tone.GOOD, confidence, quote);
    }

    private static Candidate trap(String move, double confidence, Stretch quote) {
        return new Candidate(move, Tone.TRAP, confidence, quote);
    }

    private static Candidate neutral(String move, double confidence) {
        return new Candidate(move, Tone.NEUTRAL, confidence, FIRST);
    }
}
