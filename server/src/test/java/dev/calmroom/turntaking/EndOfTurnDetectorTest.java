package dev.calmroom.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndOfTurnDetectorTest {
    private static final EndOfTurnDetector DETECTOR =
            EndOfTurnDetector.standard(TurnLexicon.english(), EndingModel.load());

    private static final TurnSoFar ANYTHING = new TurnSoFar("anything", Duration.ofSeconds(1), PauseStatistics.UNKNOWN);

    @Test
    void whoIsNotToBeHurriedIsWaitedForAtLeastAsLong() {
        Duration least = Duration.ofMillis(1_500);
        EndOfTurnDetector waiting = DETECTOR.waiting(new Opinion.AtLeast("a-test", "somebody reads on", least));
        TurnSoFar whole = new TurnSoFar("thank you", Duration.ofSeconds(1), PauseStatistics.UNKNOWN);

        assertThat(DETECTOR.decide(whole).patience()).isLessThan(least);
        assertThat(waiting.decide(whole).patience()).isEqualTo(least);
        assertThat(waiting.decide(whole).murmurAfter()).isNull();
    }

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
    void wordsThatAreWholeAreAnsweredSoon(String words) {
        EndOfTurnDecision decision = decide(words);
        assertThat(decision.patience()).as("%s: %s", words, decision).isLessThanOrEqualTo(Duration.ofMillis(450));
    }

    /** «… together, whatever it takes»: often something is added: the persona murmurs, and answers if nothing is. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "if the fix fails can we still roll back",
                "we will get through this together",
                "i will take the board and the customers myself",
            })
    void afterWordsThatAreWholeAndOftenAddedToThePersonaMurmursAfterABreath(String words) {
        EndOfTurnDecision decision = decide(words);
        assertThat(decision.murmurAfter() == null ? decision.patience() : decision.murmurAfter())
                .as("%s: %s", words, decision)
                .isLessThanOrEqualTo(Duration.ofMillis(800));
        assertThat(decision.patience()).isLessThanOrEqualTo(Duration.ofMillis(1_300));
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
    void wordsThatMustGoOnAreWaitedFor(String words) {
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
    void wordsThatMayBeAllOrABeginningWaitLongerThanMostHesitations(String words) {
        assertThat(decide(words).patience())
                .as("%s", decide(words))
                .isBetween(Duration.ofMillis(500), Duration.ofMillis(1_500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"i believe you", "thank god", "which table", "breathe", "i want names", "no chance"})
    void afterAFewWordsThePersonaIsHeardSoonIfOnlyMurmuring(String words) {
        EndOfTurnDecision decision = decide(words);
        Duration murmur = decision.murmurAfter();
        assertThat(murmur == null ? decision.patience() : murmur)
                .as("%s: %s", words, decision)
                .isLessThanOrEqualTo(Duration.ofMillis(650));
    }

    @Test
    void whereItIsDoubtfulAListenerIsHeardBeforeTakingTheTurn() {
        EndOfTurnDecision doubtful = weighing(0);
        assertThat(doubtful.murmurAfter()).isNotNull();
        assertThat(doubtful.murmurAfter()).isLessThan(doubtful.patience().minusMillis(400));
        assertThat(weighing(1.1).murmurAfter())
                .as("the likelier it is over, the sooner")
                .isLessThan(doubtful.murmurAfter());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-5, 2, 5})
    void whereItIsPlainEitherWayThePersonaWaitsOrAnswersInSilence(double logOdds) {
        assertThat(weighing(logOdds).murmurAfter()).isNull();
    }

    @Test
    void whereTheLastWordsMayBeOthersThePersonaTakesLonger() {
        assertThat(heardAs(1, 0.5).patience()).isGreaterThan(heardAs(1, 1).patience());
        assertThat(heardAs(0.5, 1).patience())
                .as("a doubt in mid-sentence is none about its end")
                .isLessThan(heardAs(1, 0.5).patience());
    }

    private static EndOfTurnDecision heardAs(double board, double myself) {
        List<Word> words = List.of(
                word("the", 1),
                word("board", board),
                word("i", 1),
                word("will", 1),
                word("talk", 1),
                word("to", 1),
                word("myself", myself));
        EndOfTurnStrategy likely = _ -> Optional.of(new Opinion.Evidence("all", "because", 1.6));
        return new EndOfTurnDetector(List.of(likely, new DoubtedEnd()))
                .decide(new TurnSoFar("", words, Duration.ofSeconds(1), PauseStatistics.UNKNOWN));
    }

    private static Word word(String text, double confidence) {
        return new Word(text, Duration.ZERO, Duration.ZERO, confidence);
    }

    @Test
    void somebodyWhoIsGivingANumberIsNotMurmuredAt() {
        EndOfTurnStrategy doubtful = hearing -> Optional.of(new Opinion.Evidence("doubtful", "because", 0));
        EndOfTurnStrategy number = hearing -> Optional.of(new Opinion.AtLeast("number", "…", Duration.ofMillis(900)));
        assertThat(new EndOfTurnDetector(List.of(doubtful, number))
                        .decide(ANYTHING)
                        .murmurAfter())
                .isNull();
    }

    private static EndOfTurnDecision weighing(double logOdds) {
        return new EndOfTurnDetector(List.of(_ -> Optional.of(new Opinion.Evidence("all", "because", logOdds))))
                .decide(ANYTHING);
    }

    @Test
    void aQuestionIsWholeWhenItsObjectStandsAtItsHead() {
        assertThat(decide("which road would you choose").patience())
                .isLessThan(decide("i think you should choose").patience());
    }

    @Test
    void evidenceAddsUp() {
        EndOfTurnStrategy inFavour = hearing -> Optional.of(new Opinion.Evidence("for", "because", 1));
        EndOfTurnStrategy least =
                hearing -> Optional.of(new Opinion.AtLeast("least", "because", Duration.ofMillis(900)));
        TurnSoFar hearing = ANYTHING;
        Duration once = new EndOfTurnDetector(List.of(inFavour)).decide(hearing).patience();
        Duration twice = new EndOfTurnDetector(List.of(inFavour, inFavour))
                .decide(hearing)
                .patience();
        assertThat(twice).isLessThan(once);
        assertThat(new EndOfTurnDetector(List.of(inFavour, least))
                        .decide(hearing)
                        .patience())
                .isEqualTo(Duration.ofMillis(900));
    }

    @Test
    void aSpeakerWhoPausesLongIsGivenLongerWithinBounds() {
        PauseStatistics slow = PauseStatistics.UNKNOWN;
        for (int i = 0; i < 20; i++) {
            slow = slow.observe(Duration.ofMillis(900));
        }
        Duration forOthers = decide("nobody is getting fired tonight").patience();
        Duration forThisSpeaker = DETECTOR.decide(
                        new TurnSoFar("nobody is getting fired tonight", Duration.ofSeconds(1), slow))
                .patience();
        assertThat(forThisSpeaker).isBetween(forOthers.plusMillis(100), Duration.ofMillis(500));
    }

    @Test
    void oneLongPauseAloneChangesNothing() {
        PauseStatistics once = PauseStatistics.UNKNOWN.observe(Duration.ofSeconds(20));
        assertThat(DETECTOR.decide(new TurnSoFar("i trust you", Duration.ofSeconds(1), once))
                        .patience())
                .isEqualTo(decide("i trust you").patience());
    }

    @Test
    void wordsThatAreStillChangingAreNotYetTrusted() {
        TurnSoFar changing =
                new TurnSoFar("nobody is getting fired tonight", Duration.ofMillis(20), PauseStatistics.UNKNOWN);
        EndOfTurnDecision decision = DETECTOR.decide(changing);
        assertThat(decision.patience())
                .isGreaterThan(decide("nobody is getting fired tonight").patience());
        assertThat(decision.reasons())
                .extracting(EndOfTurnDecision.Reason::strategy)
                .contains("unstable-partial");
    }

    @Test
    void everyDecisionNamesItsReasons() {
        assertThat(decide("call me when").reasons())
                .extracting(EndOfTurnDecision.Reason::because)
                .anySatisfy(because -> assertThat(because).contains("call me when"));
        assertThat(decide("green apples").reasons()).isNotEmpty();
    }

    private static EndOfTurnDecision decide(String words) {
        return DETECTOR.decide(new TurnSoFar(words, Duration.ofSeconds(1), PauseStatistics.UNKNOWN));
    }
}
