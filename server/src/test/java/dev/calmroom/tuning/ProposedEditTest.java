package dev.calmroom.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class ProposedEditTest {
    private static final String FILE = "one: 1\ntwo: 2\ntwo-again: 2\n";

    @Test
    void anAnswerIsReadHoweverItIsWrapped() {
        ProposedEdit edit = ProposedEdit.in("""
                Sure! Here it is.
                Why: two is too many
                ```
                <<<<<<< FIND
                two: 2
                =======
                two: 1
                >>>>>>> REPLACE
                ```
                <<<
                one: 1
                ===
                >>>
                """);

        assertThat(edit.why()).isEqualTo("two is too many");
        assertThat(edit.appliedTo(FILE)).isEqualTo("\ntwo: 1\ntwo-again: 2\n");
    }

    @ParameterizedTest
    @CsvSource({"'three: 3', x, nowhere", "': 2', ': 3', more often", "'one: 1', 'one: 1', leaves the file as it is"})
    void anEditThatCannotBeMadeSaysWhy(String find, String replace, String why) {
        ProposedEdit edit = ProposedEdit.in("<<<\n%s\n===\n%s\n>>>".formatted(find, replace));

        assertThatThrownBy(() -> edit.appliedTo(FILE)).hasMessageContaining(why);
    }

    @Test
    void anAnswerWithoutAnEditIsNone() {
        assertThatThrownBy(() -> ProposedEdit.in("I would make it kinder."))
                .hasMessageContaining("expected one to 3 blocks");
        assertThatThrownBy(() -> ProposedEdit.in(" \n")).hasMessageContaining("without a word");
    }
}
