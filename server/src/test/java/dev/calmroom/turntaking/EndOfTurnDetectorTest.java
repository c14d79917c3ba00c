package dev.calmroom.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndOfTurnDetectorTest {
    private static final EndOfTurnDetector DETECTOR =
            EndOfTurnDetector.standard(TurnLexicon.english(), EndingModel.load());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how are you holding up",
                "what is the worst that can happen with the rollback",
                "what are you most worried about",
                "who else is calling you",
                "how likely is it to work",
                "nobody is getting fired tonight",
                "thank you",
                "go with the targeted fix and keep me posted once an hour",
                "just give me one sentence when something changes",
                "take a breath and tell me what you see",
            })
    void words_that_are_whole_are_answered_soon(String words) {
        EndOfTurnDecision decision = decide(words);
        assertThat(decision.patience()).as("%s: %s", words, decision).isLessThanOrEqualTo(Duration.ofMillis(450));
    }

    /** «… together, whatever it takes»: to these something is often added, and an answer after a breath is soon enough. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "if the fix fails can we still roll back",
                "we will get through this together",
                "i will take the board and the customers myself",
            })
    void words_that_are_whole_and_often_added_to_are_answered_after_a_breath(String words) {
        EndOfTurnDecision decision = decide(words);
        assertThat(decision.patience()).as("%s: %s", words, decision).isLessThanOrEqualTo(Duration.ofMillis(800));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "we should go with the fix because",
                "what is the",
                "and",
                "um",
                "how are you uh",
                "i want you to take",
                "i need you to",
                "when you have slept",
                "let's look at the worst",
                "call me every forty",
                "it will take about two",
                "i will talk to the board and",
                "make sure",
                "the first thing is",
                "kenji",
                "the rollback",
                "what is the plan for",
                "who is the person that",
                "we lose the data from",
                "there are three things i want to know first what happens to the data",
                "so what i think is",
                "i'll take care of",
                "you don't have to",
                "can you tell me what the",
                "are you",
            })
    void words_that_must_go_on_are_waited_for(String words) {
        EndOfTurnDecision decision = decide(words);
        assertThat(decision.patience()).as("%s: %s", words, decision).isGreaterThanOrEqualTo(Duration.ofMillis(700));
        assertThat(decision.patience()).isLessThanOrEqualTo(Duration.ofMillis(1_500));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "okay",
                "sorry",
                "we do the review on thursday",
                "which of the others would you take",
                "i think so",
                "if the targeted fix fails",
            })
    void words_that_may_be_all_or_a_beginning_wait_longer_than_most_hesitations(String words) {
        assertThat(decide(words).patience())
                .as("%s", decide(words))
                .isBetween(Duration.ofMillis(500), Duration.ofMillis(1_500));
    }

    @Test
    void a_question_is_whole_when_its_object_stands_at_its_head() {
        assertThat(decide("which road would you choose").patience())
                .isLessThan(decide("i think you should choose").patience());
    }

    @Test
    void evidence_adds_up() {
        EndOfTurnStrategy against = hearing -> Optional.of(new Opinion.Evidence("against", "because", -0.5));
        EndOfTurnStrategy inFavour = hearing -> Optional.of(new Opinion.Evidence("for", "because", 1.5));
        EndOfTurnStrategy least =
                hearing -> Optional.of(new Opinion.AtLeast("least", "because", Duration.ofMillis(900)));
        Hearing hearing = new Hearing("anything", Duration.ofSeconds(1), PauseStatistics.UNKNOWN);
        Duration once = new EndOfTurnDetector(List.of(against)).decide(hearing).patience();
        Duration twice =
                new EndOfTurnDetector(List.of(against, against)).decide(hearing).patience();
        assertThat(twice).isGreaterThan(once);
        assertThat(new EndOfTurnDetector(List.of(inFavour, least))
                        .decide(hearing)
                        .patience())
                .isEqualTo(Duration.ofMillis(900));
    }

    @Test
    void a_speaker_who_pauses_long_is_given_longer_within_bounds() {
        PauseStatistics slow = PauseStatistics.UNKNOWN;
        for (int i = 0; i < 20; i++) {
            slow = slow.observe(Duration.ofMillis(900));
        }
        Duration forOthers = decide("nobody is getting fired tonight").patience();
        Duration forHer = DETECTOR.decide(new Hearing("nobody is getting fired tonight", Duration.ofSeconds(1), slow))
                .patience();
        assertThat(forHer).isBetween(forOthers.plusMillis(100), Duration.ofMillis(500));
    }

    @Test
    void one_long_pause_alone_changes_nothing() {
        PauseStatistics once = PauseStatistics.UNKNOWN.observe(Duration.ofSeconds(20));
        assertThat(DETECTOR.decide(new Hearing("i trust you", Duration.ofSeconds(1), once))
                        .patience())
                .isEqualTo(decide("i trust you").patience());
    }

    @Test
    void words_that_are_still_changing_are_not_yet_trusted() {
        Hearing changing =
                new Hearing("nobody is getting fired tonight", Duration.ofMillis(20), PauseStatistics.UNKNOWN);
        EndOfTurnDecision decision = DETECTOR.decide(changing);
        assertThat(decision.patience())
                .isGreaterThan(decide("nobody is getting fired tonight").patience());
        assertThat(decision.reasons())
                .extracting(EndOfTurnDecision.Reason::strategy)
                .contains("unstable-partial");
    }

    @Test
    void every_decision_names_its_reasons() {
        assertThat(decide("call me when").reasons())
                .extracting(EndOfTurnDecision.Reason::because)
                .anySatisfy(because -> assertThat(because).contains("call me when"));
        assertThat(decide("green apples").reasons()).isNotEmpty();
    }

    private static EndOfTurnDecision decide(String words) {
        return DETECTOR.decide(new Hearing(words, Duration.ofSeconds(1), PauseStatistics.UNKNOWN));
    }
}
