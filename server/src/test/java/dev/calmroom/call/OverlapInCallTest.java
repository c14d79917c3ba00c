package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.turntaking.EchoGuard;
import dev.calmroom.turntaking.OverlappingWords;
import dev.calmroom.turntaking.TurnLexicon;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlapInCallTest {
    private static final String SAYING = "The rollback takes four more hours, and we may lose data.";
    private static final Vocabulary VOCABULARY = new Vocabulary(List.of(
            new Vocabulary.Term("Kenji", List.of("ken g")),
            new Vocabulary.Term("Nakamura", List.of()),
            new Vocabulary.Term("Mary Ann", List.of()),
            new Vocabulary.Term("SQL", List.of("sequel")),
            new Vocabulary.Term("rollback", List.of())));

    private final EchoGuard echo = new EchoGuard();
    private final OverlapInCall overlap =
            new OverlapInCall(new OverlappingWords(TurnLexicon.english())::takesFloor, echo, VOCABULARY);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thank you Kenji",
                "okay kenji",
                "kenji okay",
                "kenji i understand",
                "Thank you, Kenji.",
                "i see mary ann",
                "right ken g",
                "go on nakamura",
                "kenji thank you nakamura",
                "of course Kenji",
                "makes sense kenji"
            })
    void aNameAddsNothingToABackchannel(String words) {
        assertThat(overlap.takesFloor(words, SAYING, true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kenji",
                "stop kenji",
                "kenji stop",
                "kenji roll it back",
                "okay kenji how long",
                "thank you kenji that's enough",
                "no kenji",
                "thank you sequel",
                "who is kenji",
                "mary is on her way",
                "kenji wait"
            })
    void wordsWithContentTakeTheFloorWithANameAsWithout(String words) {
        assertThat(overlap.takesFloor(words, SAYING, true)).isTrue();
    }

    @Test
    void noEchoIsLookedForWhereTheMicrophoneGivesNone() {
        String repeated = "four more hours and we may lose data";
        assertThat(overlap.takesFloor(repeated, SAYING, true)).isFalse();
        echo.begins(true);
        assertThat(overlap.takesFloor(repeated, SAYING, true)).isTrue();
        assertThat(overlap.takesFloor("rollback", SAYING, true)).isTrue();
        echo.begins(false);
        assertThat(overlap.takesFloor(repeated, SAYING, true)).isFalse();
    }
}
