package dev.calmroom.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberingAppraiserTest {
    private final List<String> asked = new ArrayList<>();
    private final Appraiser appraiser = new RememberingAppraiser((turn, before) -> {
        asked.add(turn.text() + "/" + (before.isEmpty() ? "" : before.getLast().text()));
        return new Appraisal(List.of(new Move("other", turn.text(), 1, 0)), List.of());
    });

    @Test
    void theSameWordsAfterTheSameWordsAreHeardOnce() {
        List<Turn> before = List.of(Turn.of(1, Speaker.PERSONA, "The fix or the rollback?"));
        Appraisal first = appraiser.appraise(Turn.of(2, Speaker.LEADER, "the fix"), before);

        assertThat(appraiser.appraise(Turn.of(2, Speaker.LEADER, "the fix"), before))
                .isEqualTo(first);
        assertThat(asked).hasSize(1);
    }

    @Test
    void whatThePersonaSaidBeforeMayChangeWhatTheyDo() {
        Turn answer = Turn.of(2, Speaker.LEADER, "yes");
        appraiser.appraise(answer, List.of(Turn.of(1, Speaker.PERSONA, "Shall I start?")));
        appraiser.appraise(answer, List.of(Turn.of(1, Speaker.PERSONA, "Am I fired?")));
        appraiser.appraise(answer, List.of());

        assertThat(asked).hasSize(3);
    }

    @Test
    void whatIsUnderstoodByItselfIsHeardOnceWhateverWasSaidBefore() {
        Turn whole = Turn.of(2, Speaker.LEADER, "nobody is to blame for this tonight and I mean it");
        appraiser.appraise(whole, List.of(Turn.of(1, Speaker.PERSONA, "Shall I start?")));
        appraiser.appraise(whole, List.of(Turn.of(1, Speaker.PERSONA, "Am I fired?")));

        assertThat(asked).hasSize(1);
    }
}
