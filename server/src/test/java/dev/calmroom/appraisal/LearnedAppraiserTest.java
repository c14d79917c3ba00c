package dev.calmroom.appraisal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LearnedAppraiserTest {
    static final Path PROMPTS = Path.of(System.getProperty("calmroom.root", ".."), "prompts");
    private static LearnedAppraiser appraiser;

    @BeforeAll
    static void load() {
        appraiser = LearnedAppraiser.load(PROMPTS, "steady-hand");
    }

    @Test
    void severalMovesOfOneTurnEachHaveTheirOwnWords() {
        List<Move> moves =
                hear("Show me the script. Who approved this migration?").moves();

        assertThat(moves).extracting(Move::move).containsExactly("micromanage", "blame");
        assertThat(moves)
                .extracting(Move::quote)
                .containsExactly("Show me the script.", "Who approved this migration?");
    }

    @Test
    void everyQuoteStandsInTheTurnWordForWord() {
        String text = "Let’s go with the fix — I’ll take Sales… and nobody’s fired, naïve as that sounds.";

        Appraisal appraisal = hear(text);

        assertThat(appraisal.moves()).allSatisfy(m -> assertThat(text).contains(m.quote()));
        assertThat(appraisal.signs()).allSatisfy(s -> assertThat(text).contains(s.quote()));
    }

    @Test
    void theSameWordsGiveTheSameNumbers() {
        String text = "we go with the fix and i take the board";

        assertThat(hear(text)).isEqualTo(hear(text));
    }

    @Test
    void nothingSaidIsTheFallback() {
        assertThat(hear("  ").moves()).extracting(Move::move).containsExactly("other");
    }

    @Test
    void aPausePartsTwoThoughts() {
        List<Word> words = List.of(
                word("breathe", 0, 300),
                word("kenji", 320, 600),
                word("show", 1600, 1800),
                word("me", 1810, 1900),
                word("the", 1910, 2000),
                word("query", 2010, 2300));
        Turn turn = new Turn(2, Speaker.LEADER, "breathe kenji show me the query", words);

        assertThat(appraiser.appraise(turn, List.of()).moves())
                .extracting(Move::quote)
                .contains("show me the query");
    }

    private static Word word(String text, long start, long end) {
        return new Word(text, Duration.ofMillis(start), Duration.ofMillis(end), 1);
    }

    private static Appraisal hear(String text) {
        return appraiser.appraise(Turn.of(1, Speaker.LEADER, text), List.of());
    }
}
