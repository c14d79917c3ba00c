package dev.calmroom.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThoughtsTest {
    private static String spoken(Thoughts thoughts, String text, int piece) {
        StringBuilder spoken = new StringBuilder();
        for (int at = 0; at < text.length(); at += piece) {
            spoken.append(thoughts.accept(text.substring(at, Math.min(text.length(), at + piece))));
        }
        return spoken + thoughts.finish(false);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 100})
    void blocksBetweenTagsAreLeftOutHoweverTheyAreCut(int piece) {
        assertThat(spoken(new Thoughts(false), "<think>\nNo.\n</think>\n\nYes, <b>now</b>.", piece))
                .isEqualTo("Yes, <b>now</b>.");
        assertThat(spoken(new Thoughts(false), "Yes. <thought>No.</thought>Now [1] < 2.", piece))
                .isEqualTo("Yes. Now [1] < 2.");
        assertThat(spoken(new Thoughts(false), "[THINK]No.[/THINK]Yes.", piece)).isEqualTo("Yes.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 100})
    void nothingIsSpokenBeforeThoughtsThatWereOpenedUnmarkedAreClosed(int piece) {
        Thoughts thoughts = new Thoughts(true);
        assertThat(spoken(thoughts, "The user is worried.\n</think>\nYes.", piece))
                .isEqualTo("Yes.");
        assertThat(thoughts.unmarked()).isTrue();
    }

    @Test
    void anAnswerWithoutThoughtsIsSpokenInTheEndEvenWhereSomeWereExpected() {
        assertThat(spoken(new Thoughts(true), "Yes.", 2)).isEqualTo("Yes.");
    }

    @Test
    void thoughtsThatWereCutAreNoAnswer() {
        Thoughts expected = new Thoughts(true);
        assertThat(expected.accept("The user is") + expected.finish(true)).isEmpty();
        Thoughts marked = new Thoughts(false);
        assertThat(marked.accept("<think>The user is") + marked.finish(true)).isEmpty();
        assertThat(marked.thought()).isTrue();
    }
}
