package dev.calmroom.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientVoiceTest {

    private static String words(List<SaidWords> pieces) {
        return pieces.stream().map(SaidWords::words).collect(Collectors.joining());
    }

    private static int written(List<SaidWords> pieces) {
        return pieces.stream().mapToInt(SaidWords::written).sum();
    }

    /** What is written, beside what is said of it. */
    private static String sideBySide(String clause) {
        StringBuilder both = new StringBuilder();
        int at = 0;
        for (SaidWords piece : ClientVoice.said(clause)) {
            both.append('[')
                    .append(clause, at, at + piece.written())
                    .append('|')
                    .append(piece.words())
                    .append(']');
            at += piece.written();
        }
        return both.toString();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/synthesis/speakable.tsv", delimiter = '\t', quoteCharacter = '\0')
    void theBrowsersVoiceSaysWhatEveryOtherSays(String clause, String said) {
        List<SaidWords> pieces = ClientVoice.said(clause);
        if (pieces.isEmpty()) {
            assertThat(clause).isEqualTo(said);
        } else {
            assertThat(words(pieces)).isEqualTo(said);
            assertThat(written(pieces)).isEqualTo(clause.length());
        }
    }

    @Test
    void eachPieceStandsForWhatItWasMadeOf() {
        assertThat(sideBySide("The 90-min window, then 10.0.0.5 again."))
                .isEqualTo("[The |The ][90-min|ninety minute][ window, then | window, then ]"
                        + "[10.0.0.5|ten dot zero dot zero dot five][ again.| again.]");
        assertThat(sideBySide("It cost €5M.")).isEqualTo("[It cost |It cost ][€5M|five million euros][.|.]");
        assertThat(sideBySide("v2.3.1 is out."))
                .isEqualTo("[v2.3.1|version two point three point one][ is out.| is out.]");
    }

    @Test
    void wordsBesideAFigureStandForThemselves() {
        assertThat(sideBySide("call 555-0123.")).startsWith("[call |call ]").endsWith("[.|.]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "…", "?!", "😬", "\u0000", "We are still down.", "Stop."})
    void whatIsSaidAsItIsWrittenOrNotAtAllIsNotWrittenOut(String clause) {
        assertThat(ClientVoice.said(clause)).isEmpty();
    }

    @Test
    void whateverIsWrittenThePiecesAreAllOfIt() {
        String[] parts = {
            "90",
            "-",
            "min",
            " ",
            "  ",
            "€",
            "$",
            "5",
            "M",
            ".",
            "...",
            "…",
            "v2.3",
            "/",
            "%",
            "«",
            "»",
            "’",
            "API",
            "I/O",
            "½",
            "a",
            "the",
            ":",
            "😬",
            "10.0.0.5",
            "2026-09-14",
            "@",
            "#",
            "~",
            "(",
            ")",
            "\u00a0",
            "é",
            "—",
            "s",
            "T-5",
            "k8s"
        };
        Random random = new Random(29);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder clause = new StringBuilder();
            for (int n = random.nextInt(8); n >= 0; n--) {
                clause.append(parts[random.nextInt(parts.length)]);
            }
            List<SaidWords> pieces = SpeakableText.pieces(clause.toString());
            assertThat(words(pieces)).as("«%s»", clause).isEqualTo(SpeakableText.of(clause.toString()));
            assertThat(written(pieces)).as("«%s»", clause).isEqualTo(clause.length());
            assertThat(pieces).as("«%s»", clause).allMatch(it -> it.written() >= 0);
        }
    }
}
