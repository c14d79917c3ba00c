package dev.calmroom.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlainTranscriptTest {
    private static final List<String> NAMES = List.of("Kenji", "Kenji Nakamura");

    @Test
    void aTurnALineByWhoSaysIt() {
        List<Turn> turns = PlainTranscript.parse("""
                # a call
                Kenji: Hi. Still down.

                Leader: How are you: honestly?
                  I mean it.
                KENJI NAKAMURA: Tired.
                """, NAMES);

        assertThat(turns)
                .containsExactly(
                        Turn.of(1, Speaker.PERSONA, "Hi. Still down."),
                        Turn.of(2, Speaker.LEADER, "How are you: honestly? I mean it."),
                        Turn.of(3, Speaker.PERSONA, "Tired."));
    }

    @Test
    void twoLinesOfOneSideInARowAreOneTurn() {
        assertThat(PlainTranscript.parse("Leader: One.\nLeader: Two.\nKenji: Three.", NAMES))
                .extracting(Turn::text)
                .containsExactly("One. Two.", "Three.");
    }

    @Test
    void wordsWithAColonInsideATurnAreNoSpeaker() {
        assertThat(PlainTranscript.parse("Leader: Two options.\nOption one: roll back.", NAMES))
                .extracting(Turn::text)
                .containsExactly("Two options. Option one: roll back.");
    }

    @Test
    void whatIsNoTranscriptIsRefusedWithItsLineAndWhatWasExpected() {
        assertThatThrownBy(() -> PlainTranscript.parse("\nDear diary,", NAMES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 2: expected «Leader: …» or «Kenji: …», found «Dear diary,»");
        assertThatThrownBy(() -> PlainTranscript.parse("", NAMES)).hasMessageContaining("no turns found");
    }

    @Test
    void moreThanAnybodySaysIsRefused() {
        assertThatThrownBy(() -> PlainTranscript.parse("Leader: " + "word ".repeat(3_000), NAMES))
                .hasMessageContaining("line 1: a turn has at most 10,000 characters");
        assertThatThrownBy(() -> PlainTranscript.parse("Leader: a\nKenji: b\n".repeat(600), NAMES))
                .hasMessageContaining("a call has at most 1,000 turns");
    }
}
