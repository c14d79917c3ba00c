package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelStatementJudgeTest {
    private static final String CALL = "LEADER: Where is the key?\nPERSONA: Under the pot. I think.";

    @Test
    void aYesNeedsWordsOfTheCall() {
        assertThat(ModelStatementJudge.yes("YES\n\"Under the pot.\"", CALL)).contains("\"Under the pot.\"");
        assertThat(ModelStatementJudge.yes("Yes.\n\nPERSONA: under the pot, I think", CALL))
                .isPresent();
        assertThat(ModelStatementJudge.yes("YES\nIn the drawer.", CALL)).isEmpty();
        assertThat(ModelStatementJudge.yes("YES", CALL)).isEmpty();
        assertThat(ModelStatementJudge.yes("NO\nUnder the pot.", CALL)).isEmpty();
        assertThat(ModelStatementJudge.yes("", CALL)).isEmpty();
    }
}
