package dev.calmroom.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WordPiecesTest {
    private static WordPieces words;

    @BeforeAll
    static void load() throws IOException {
        try (InputStream vocabulary = WordPiecesTest.class.getResourceAsStream("/engines/appraisal/vocabulary.txt")) {
            words = WordPieces.read(vocabulary);
        }
    }

    /** The numbers are those of the tokenizer that the encoder was trained with. */
    @Test
    void piecesAreNumberedAsInTraining() {
        assertThat(words.of("I'll take the naïve rollback, Kenji!", 384).ids())
                .containsExactly(
                        101L, 1045L, 1005L, 2222L, 2202L, 1996L, 15743L, 4897L, 5963L, 1010L, 25894L, 999L, 102L);
    }

    @Test
    void eachPieceKnowsWhereItStood() {
        String text = "  Nobody’s fired—naïve \uD83D\uDE00 rollbacks…";

        assertThat(stood(text))
                .containsSubsequence("Nobody", "’", "s", "fired", "—", "naïve")
                .endsWith("…")
                .allSatisfy(piece -> assertThat(piece).isNotBlank());
    }

    @Test
    void whatIsTooLongIsCut() {
        assertThat(words.of("word ".repeat(1000), 384).ids()).hasSize(384);
    }

    @Test
    void nothingIsOnlyTheMarksAtBothEnds() {
        assertThat(words.of(" \t ", 384).ids()).hasSize(2);
    }

    private static List<String> stood(String text) {
        WordPieces.Pieces pieces = words.of(text, 384);
        List<String> stood = new ArrayList<>();
        for (int i = 1; i + 1 < pieces.ids().length; i++) {
            stood.add(text.substring(pieces.starts()[i], pieces.ends()[i]));
        }
        return stood;
    }
}
