package dev.calmroom.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.encoder.ClauseEncoder.Encoded;
import dev.calmroom.encoder.ClauseEncoder.InPlace;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ClauseEncoderTest {
    private static final ClauseEncoder ENCODER = ClauseEncoder.load();
    private static final float[] SIGNS = {1, 0, 1, 0, 0, 0, 0, 0, 0};

    @AfterAll
    static void close() {
        ENCODER.close();
    }

    @Test
    void theSameWordsInTheSamePlaceGiveTheSameNumbers() {
        InPlace other = new InPlace("and the other one", "The rollback is four hours.", "", "");
        Encoded once = ENCODER.read(other, SIGNS);
        assertThat(ENCODER.read(other, SIGNS).meaning()).containsExactly(once.meaning());
        assertThat(ENCODER.read(other, SIGNS).kinds()).containsExactly(once.kinds());
    }

    @Test
    void itReadsAClauseByWhatWasSaidBefore() {
        float[] first = meaning("and the other one", "The rollback is four hours.");
        float[] second = meaning("and the other one", "One of the engineers has gone home.");
        assertThat(first).isNotEqualTo(second);
    }

    private static float[] meaning(String clause, String said) {
        return ENCODER.read(new InPlace(clause, said, "", ""), SIGNS).meaning();
    }

    @Test
    void aMeaningHasLengthOne() {
        double square = 0;
        for (float value : meaning("how long does that take", "")) {
            square += value * value;
        }
        assertThat(square).isBetween(0.999, 1.001);
    }

    @Test
    void theClauseStandsBeforeTheEndOfWhatWasSaidAndWhatIsAroundIt() throws IOException {
        try (InputStream vocabulary = ModelFile.open("/engines/appraisal/vocabulary.txt")) {
            WordPieces words = WordPieces.read(vocabulary);
            ClausePieces pieces =
                    ClausePieces.of(words, new InPlace("how long", "I see " + "it ".repeat(60), "right so", "then"));
            assertThat(pieces.stretches()).startsWith(0, 1, 1, 0, 2).endsWith(0, 3, 3, 0, 4, 0);
            assertThat(pieces.ids()).hasSameSizeAs(pieces.stretches()).startsWith(101);
            assertThat(Arrays.stream(pieces.stretches()).filter(stretch -> stretch == 2))
                    .hasSize(25);
        }
    }
}
