package dev.calmroom.judging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.Evidence;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuotesTest {
    private final Quotes quotes = new Quotes(TestRubric.call(
            "Kenji, you're not alone. How are you?", "K: I am not well, how are you?", "the roll back's worst case"));

    @Test
    void caseAndPunctuationDoNotMatter() {
        assertThat(quotes.holds(new Evidence(1, "kenji youre not alone how ARE you")))
                .isTrue();
        assertThat(quotes.holds(new Evidence(1, "not alone… How are you"))).isTrue();
        assertThat(quotes.holds(new Evidence(3, "the roll backs worst case"))).isTrue();
    }

    @Test
    void nothingLooserHolds() {
        assertThat(quotes.holds(new Evidence(1, "you are not alone"))).isFalse();
        assertThat(quotes.holds(new Evidence(1, "not alone Kenji"))).isFalse();
        assertThat(quotes.holds(new Evidence(1, "ow are yo"))).isFalse();
        assertThat(quotes.holds(new Evidence(1, ""))).isFalse();
        assertThat(quotes.holds(new Evidence(1, "…"))).isFalse();
    }

    @Test
    void onlyTheLeadersTurnsAreProof() {
        assertThat(quotes.holds(new Evidence(2, "how are you"))).isFalse();
        assertThat(quotes.holds(new Evidence(3, "how are you"))).isFalse();
        assertThat(quotes.holds(new Evidence(9, "how are you"))).isFalse();
    }

    @Test
    void aQuoteIsGivenAsItStandsInTheTurn() {
        assertThat(quotes.verbatim(new Evidence(1, "YOURE NOT ALONE HOW")))
                .contains(new Evidence(1, "you're not alone. How"));
    }

    @Test
    void aQuoteThatLeansOnAMisheardWordIsUnclear() {
        Turn heard = new Turn(
                1,
                Speaker.LEADER,
                "who blamed this on you",
                List.of(word("who", 0.9), word("blamed", 0.3), word("this", 0.8), word("on", 0.2), word("you", 0.9)));
        Quotes spoken = new Quotes(List.of(heard));
        assertThat(spoken.isUnclear(new Evidence(1, "who blamed this"))).isTrue();
        assertThat(spoken.isUnclear(new Evidence(1, "this on you"))).isFalse();
    }

    private static Word word(String text, double confidence) {
        return new Word(text, Duration.ZERO, Duration.ofMillis(200), confidence);
    }
}
