package dev.calmroom.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.Evidence;
import dev.calmroom.transcript.PlainTranscript;
import dev.calmroom.transcript.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetellingTest {
    private static final List<Turn> CALL = PlainTranscript.parse("""
            Kenji: Sales keeps calling.
            Leader: Don't pick up. I'll take Sales, and I'll call you every forty-five minutes – is that okay?
            Kenji: Yes.
            Leader: It's 60 % then. We'll go with what you've said.
            """, List.of("Kenji"));

    @Test
    void everyWayLeadsItsQuotesBackToTheWordsOfTheCall() {
        for (Retelling way : Retelling.of(CALL)) {
            for (Turn turn : way.turns()) {
                if (turn.isLeader()) {
                    List<Evidence> back = back(way, new Evidence(turn.number(), turn.text()));
                    assertThat(back).as(turn.text()).hasSize(1);
                    assertThat(new Quotes(CALL).holds(back.getFirst()))
                            .as(turn.text())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aShortFormSpeltOutIsQuotedAsItWasSaid() {
        Retelling speltOut = way("Do not pick up. I will take Sales");
        assertThat(back(speltOut, new Evidence(2, "I will take Sales")))
                .containsExactly(new Evidence(2, "I'll take Sales"));
    }

    @Test
    void figuresAndMarksAreQuotedAsTheyWereSaid() {
        assertThat(back(way("every 45 minutes"), new Evidence(2, "every 45 minutes")))
                .containsExactly(new Evidence(2, "every forty-five minutes"));
        assertThat(back(way("it's 60 "), new Evidence(4, "60 percent then")))
                .containsExactly(new Evidence(4, "60 % then"));
    }

    @Test
    void aTurnThatIsCutIsQuotedInItsOwnTurn() {
        Retelling cut = Retelling.of(CALL).stream()
                .filter(way -> way.turns().size() > CALL.size())
                .findFirst()
                .orElseThrow();
        Turn last = cut.turns().getLast();
        assertThat(last.text()).isEqualTo("We'll go with what you've said.");
        assertThat(back(cut, new Evidence(last.number(), "We'll go with what you've said")))
                .containsExactly(new Evidence(4, "We'll go with what you've said"));
    }

    @Test
    void twoTurnsWithAHumBetweenAreOne() {
        List<Turn> hummed = PlainTranscript.parse(
                "Kenji: It's down.\nLeader: I'll take Sales and.\nKenji: Mm.\nLeader: The board too.",
                List.of("Kenji"));
        Retelling one = Retelling.of(hummed).getLast();
        assertThat(one.turns()).hasSize(2);
        assertThat(back(one, new Evidence(2, "The board too"))).containsExactly(new Evidence(4, "The board too"));
    }

    private static Retelling way(String words) {
        return Retelling.of(CALL).stream()
                .filter(way -> way.turns().stream().anyMatch(turn -> turn.text().contains(words)))
                .findFirst()
                .orElseThrow();
    }

    private static List<Evidence> back(Retelling way, Evidence evidence) {
        return way.original(Answers.yes("any", "", List.of(evidence))).evidence();
    }
}
