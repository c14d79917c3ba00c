package dev.calmroom.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClauseSplitterTest {

    @Test
    void sentences_are_cut_as_soon_as_the_next_one_begins() {
        ClauseSplitter splitter = new ClauseSplitter();
        assertThat(splitter.accept("Hey. ")).isEmpty();
        assertThat(splitter.accept("Th")).containsExactly("Hey. ");
        assertThat(splitter.accept("anks for picking up.")).isEmpty();
        assertThat(splitter.finish()).contains("Thanks for picking up.");
    }

    @Test
    void the_first_clause_may_be_short_and_later_ones_are_worth_a_breath() {
        assertThat(clauses("I know, we talked, and I was sure that it would hold, but it did not."))
                .containsExactly("I know, ", "we talked, and I was sure that it would hold, ", "but it did not.");
    }

    @Test
    void abbreviations_times_and_numbers_are_not_ends() {
        assertThat(clauses("Dr. Ito said 2.5 hours at 3 p.m. tomorrow. Then we know."))
                .containsExactly("Dr. Ito said 2.5 hours at 3 p.m. tomorrow. ", "Then we know.");
    }

    @Test
    void quotation_marks_and_brackets_stay_with_their_sentence() {
        assertThat(clauses("She said \"stop.\" I did not. (I should have.) So."))
                .containsExactly("She said \"stop.\" ", "I did not. ", "(I should have.) ", "So.");
    }

    @Test
    void text_without_any_punctuation_is_cut_before_it_is_too_long() {
        List<String> clauses = clauses("word ".repeat(200));
        assertThat(clauses).hasSizeGreaterThan(2).allMatch(clause -> clause.length() <= 260);
    }

    @Test
    void pieces_of_any_length_give_the_same_clauses_and_lose_no_letter() {
        String text =
                "Well… I ran it twice. It passed, every time! And then — at scale — it did not; why? I can't say.";
        List<String> whole = clauses(text);
        assertThat(String.join("", whole)).isEqualTo(text);
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            ClauseSplitter splitter = new ClauseSplitter();
            List<String> clauses = new ArrayList<>();
            for (int at = 0; at < text.length(); ) {
                int end = Math.min(text.length(), at + 1 + random.nextInt(9));
                clauses.addAll(splitter.accept(text.substring(at, end)));
                at = end;
            }
            splitter.finish().ifPresent(clauses::add);
            assertThat(clauses).isEqualTo(whole);
        }
    }

    @Test
    void nothing_but_space_is_nothing_to_say() {
        assertThat(clauses("   ")).isEmpty();
    }

    private static List<String> clauses(String text) {
        ClauseSplitter splitter = new ClauseSplitter();
        List<String> clauses = new ArrayList<>(splitter.accept(text));
        splitter.finish().ifPresent(clauses::add);
        return clauses;
    }
}
