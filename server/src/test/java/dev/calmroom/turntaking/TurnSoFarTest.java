package dev.calmroom.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnSoFarTest {
    private static final EndOfTurnDetector DETECTOR =
            EndOfTurnDetector.standard(TurnLexicon.english(), EndingModel.load());

    private static Word word(String text, double confidence) {
        return new Word(text, Duration.ZERO, Duration.ofMillis(200), confidence);
    }

    private static TurnSoFar heard(Word... words) {
        String text = String.join(" ", List.of(words).stream().map(Word::text).toList());
        return new TurnSoFar(text, List.of(words), Duration.ofSeconds(1), PauseStatistics.UNKNOWN);
    }

    @Test
    void wordsThatTheRecogniserDoubtsHaveAQuestionMark() {
        assertThat(heard(word("We", 1), word("rolled", 0.4), word("back", 0.9)).withDoubts())
                .containsExactly("we", "rolled?", "back");
    }

    @Test
    void withoutConfidencesThereAreNoDoubts() {
        assertThat(new TurnSoFar("Roll back, now!", Duration.ofSeconds(1), PauseStatistics.UNKNOWN).withDoubts())
                .containsExactly("roll", "back", "now");
    }

    @Test
    void aLastWordInDoubtMayHaveBeenAFillerAndIsWaitedForLonger() {
        Word[] sure = {word("have", 1), word("you", 1), word("got", 1), word("a", 1), word("gun", 1)};
        Word[] unsure = sure.clone();
        unsure[4] = word("gun", 0.5);
        assertThat(DETECTOR.decide(heard(unsure)).patience())
                .isGreaterThan(DETECTOR.decide(heard(sure)).patience());
    }
}
