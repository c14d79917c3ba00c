package dev.calmroom.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.calmroom.appraisal.Move;
import dev.calmroom.checks.CheckResult.Miss;
import dev.calmroom.checks.CheckResult.Outcome;
import dev.calmroom.checks.ExaminedCall.Place;
import dev.calmroom.checks.ExaminedCall.WordedTurn;
import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.Engines;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Medium;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.TurnLatency;
import dev.calmroom.log.Verdict;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A neighbour calms down, tells of the key, and goes; the checks say whether that is what was wanted. */
class ExaminerTest {
    private static final Path PROMPTS = Path.of("src/test/resources/prompts");
    private static final Scenario SCENARIO = new ScenarioFiles(PROMPTS).load("lost-key");

    @Test
    void feelingsAreHeldAgainstWhereTheCallBegan() {
        ExaminedCall call = call(1, 0.8, 0.4, "It lies under the third flowerpot.", List.of("spare"), 55);

        assertThat(check("panic falls by .3 until turn 2", call)).isEqualTo(Outcome.PASSED);
        assertThat(check("panic falls by .4 until turn 2", call)).isEqualTo(Outcome.PASSED);
        assertThat(check("panic falls by .5 until turn 2", call)).isEqualTo(Outcome.FAILED);
        assertThat(check("panic falls by .3 until turn 1", call)).isEqualTo(Outcome.FAILED);
        assertThat(check("panic rises by .1", call)).isEqualTo(Outcome.FAILED);
        assertThat(check("panic always at least .5", call)).isEqualTo(Outcome.FAILED);
        assertThat(check("panic at the end between .3 and .5", call)).isEqualTo(Outcome.PASSED);
    }

    @Test
    void aSecretThatIsToldEarlyIsFoundWithItsTurn() {
        ExaminedCall call = call(1, 0.8, 0.4, "It lies under the third flowerpot.", List.of("spare"), 55);

        assertThat(check("spare not told before warmth .5", call)).isEqualTo(Outcome.PASSED);
        CheckResult early = result("spare not told before warmth .6", call);
        assertThat(early.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(early.misses()).singleElement().satisfies(miss -> {
            assertThat(miss.turn()).isEqualTo(3);
            assertThat(miss.because()).isEqualTo("told while warmth was 0.50");
        });
        assertThat(check("spare told until turn 3", call)).isEqualTo(Outcome.PASSED);
        assertThat(check("spare never told", call)).isEqualTo(Outcome.FAILED);
        assertThat(check("soup told", call)).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aFigureThatNobodyHasStatedIsNoConstantFact() {
        assertThat(check(
                        "facts are constant",
                        call(1, 0.8, 0.4, "The soup has been on for twenty minutes.", List.of(), 0)))
                .isEqualTo(Outcome.PASSED);
        assertThat(result(
                                "facts are constant",
                                call(1, 0.8, 0.4, "The soup has been on for fifty minutes.", List.of(), 0))
                        .misses())
                .singleElement()
                .satisfies(miss -> assertThat(miss.because()).endsWith("50"));
    }

    @Test
    void sharesCountCallsAndASpreadIsTakenOverThem() {
        List<ExaminedCall> calls = List.of(
                call(1, 0.8, 0.4, "Yes.", List.of(), 50),
                call(2, 0.8, 0.3, "Yes.", List.of(), 60),
                call(3, 0.8, 0.7, "No.", List.of(), 70));

        assertThat(results("ending in [calm] in at least 60 % of calls", calls).outcome())
                .isEqualTo(Outcome.PASSED);
        CheckResult all = results("ending in [calm]", calls);
        assertThat(all.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(all.finding()).isEqualTo("holds in 2 of 3 calls");
        assertThat(results("ending in [calm] in at most 50 % of calls", calls).outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(results("spread of panic at the end at least .4", calls).outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(results("spread of panic at the end at most .3", calls).finding())
                .isEqualTo("the spread is 0.4");
        assertThat(results("score between 50 and 65 in at most 70 % of calls", calls)
                        .outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(results("latency p95 at most 100 ms", calls).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(results("says /yes/ in at least 60 % of calls", calls).outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void aSentenceThatEndsEveryTurnIsFoundAlthoughNoSingleTurnIsWrong() {
        List<ExaminedCall> calls = List.of(
                speaking(1, "model", "The soup is on. Trust the process."),
                speaking(2, "model", "I cannot get in. Trust the process!"),
                speaking(3, "model", "Yes, all right. Trust the process."),
                speaking(4, "model", "I must go."));

        CheckResult found = results("no sentence in more than 30 % of turns", calls);
        assertThat(found.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(found.finding()).isEqualTo("«trust the process» in 3 of 4 turns of model's, 75 %");
        assertThat(found.misses())
                .extracting(miss -> miss.place().seed(), Miss::turn)
                .containsExactly(tuple(1L, 3), tuple(2L, 3), tuple(3L, 3));
        assertThat(results("no sentence in more than 75 % of turns", calls).outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(results("no sentence in more than 50 % of calls", calls).outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(results("no sentence in more than 30 % of turns", calls.subList(0, 2))
                        .finding())
                .as("twice is no habit")
                .isEqualTo("nothing comes back");
    }

    @Test
    void whatOneSpeakerRepeatsIsNotThinnedOutByAnotherWhoStandsIn() {
        List<ExaminedCall> calls = new ArrayList<>();
        for (int seed = 1; seed <= 3; seed++) {
            calls.add(speaking(seed, "model", "So be it. Every cloud has a lining."));
        }
        for (int seed = 4; seed <= 20; seed++) {
            calls.add(speaking(seed, "understudy", "Line number " + (char) ('a' + seed) + " of many."));
        }

        assertThat(results("no sentence in more than 30 % of turns", calls).finding())
                .endsWith("in 3 of 3 turns of model's, 100 %");
    }

    @Test
    void aFactMayBeToldTwiceAndLittleSentencesComeBack() {
        List<ExaminedCall> calls = new ArrayList<>();
        for (int seed = 1; seed <= 5; seed++) {
            calls.add(speaking(seed, "model", "Yes. Right now. The soup has been on for twenty minutes."));
        }

        assertThat(results("no sentence in more than 20 % of turns", calls).outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void aWordThatNeitherTheAuthorsNorTheLeaderSaidIsNew() {
        List<ExaminedCall> calls = List.of(
                speaking(1, "model", "The soup is on, boss."),
                speaking(2, "model", "Boss, I cannot get in."),
                speaking(3, "model", "The key? No idea, boss."),
                speaking(4, "model", "The key, the key, the key."));

        CheckResult found = results("no new word in more than 20 % of turns", calls);
        assertThat(found.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(found.finding()).startsWith("«boss» in 3 of 4 turns");
        assertThat(results("no new word in more than 80 % of turns", calls).outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(results(
                                "no new word in more than 20 % of turns",
                                List.of(
                                        speaking(1, "model", "Where is it?"),
                                        speaking(2, "model", "Where? Where?"),
                                        speaking(3, "model", "I know not where.")))
                        .outcome())
                .as("the leader asked where")
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void turnsOfWhichSomethingWasNotSpokenAreCounted() {
        List<ExaminedCall> calls = List.of(
                speaking(1, "model", "The soup is on."),
                speaking(2, "understudy", "The soup is on.", "nothing that could be spoken"),
                speaking(3, "model", "I must go.", "a sentence was left out: advice"),
                speaking(4, "model", "I cannot get in.", "a sentence was left out: advice"));

        CheckResult quarter = results("spoken as worded in at least 60 % of turns", calls);
        assertThat(quarter.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(quarter.finding()).isEqualTo("in 1 of 4 turns; 2 times a sentence was left out: advice");
        assertThat(quarter.misses()).extracting(miss -> miss.place().seed()).containsExactly(2L, 3L, 4L);
        assertThat(results("spoken as worded in at least 50 % of turns", calls.subList(0, 2))
                        .outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(results("spoken as worded in at least 100 % of turns", List.of(speaking(1, "understudy", "Yes.")))
                        .outcome())
                .as("who plays as the understudy stands in for nobody")
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void theLeaderIsCheckedToo() {
        ExaminedCall call = call(1, 0.8, 0.4, "Yes.", List.of(), 50);

        assertThat(check("leader makes soothe", call)).isEqualTo(Outcome.PASSED);
        assertThat(check("leader makes hurry", call)).isEqualTo(Outcome.FAILED);
        assertThat(result("leader makes soothe in at least 2 turns", call).misses())
                .singleElement()
                .satisfies(miss -> assertThat(miss.because()).isEqualTo("made in 1 of 1 turns"));
    }

    @Test
    void whatNobodyCanJudgeIsNeitherGoodNorBad() {
        CheckResult judged = result("judged \"The persona is glad\"", call(1, 0.8, 0.4, "Yes.", List.of(), 50));

        assertThat(judged.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(judged.finding()).contains("needs a language model");
    }

    private static Outcome check(String text, ExaminedCall call) {
        return result(text, call).outcome();
    }

    private static CheckResult result(String text, ExaminedCall call) {
        return results(text, List.of(call));
    }

    private static CheckResult results(String text, List<ExaminedCall> calls) {
        Names names = new Names(
                Set.of("panic", "warmth"),
                Set.of("soup", "spare"),
                Set.of("wail", "tell"),
                Set.of("calm", "frantic"),
                Set.of("soothe", "hurry", "chat"),
                Set.of(),
                Map.of());
        Check check = Check.parse(text, Check.Scope.ALL, Path.of("e.yaml"), 1, names);
        return new Examiner(SCENARIO, Set.of("minutes"), StatementJudge.nobody())
                .examine(List.of(check), calls)
                .getFirst();
    }

    private static ExaminedCall speaking(long seed, String speaker, String says) {
        return speaking(seed, speaker, says, "");
    }

    private static ExaminedCall speaking(long seed, String speaker, String says, String note) {
        ExaminedCall call = call(seed, 0.8, 0.4, says, List.of(), 50);
        List<LoggedEvent> events = call.call().events().stream()
                .map(logged -> logged.event() instanceof PersonaSpoke said
                        ? new LoggedEvent(logged.sequence(), logged.at(), spoken(said.turn(), speaker, says, note))
                        : logged)
                .toList();
        return new ExaminedCall(call.place(), new PlayedCall(events), call.wordings(), 50, call.verdicts());
    }

    private static PersonaSpoke spoken(int turn, String speaker, String says, String note) {
        return new PersonaSpoke(turn, says, says, "tell", Delivery.PLAIN, speaker, note, TurnLatency.NONE, List.of());
    }

    private static ExaminedCall call(long seed, double from, double to, String says, List<String> told, int score) {
        List<SessionEvent> events = List.of(
                new SessionEvent.SessionStarted(
                        "s",
                        new SessionEvent.SessionStarted.Setting("lost-key", "plain-words", "", seed),
                        new Engines("", "", "", "", ""),
                        Instant.EPOCH,
                        state(from, 0.4),
                        null),
                new SessionEvent.LeaderSpoke(2, "Where is the key?", List.of(), Medium.TRANSCRIPT),
                new SessionEvent.TurnAppraised(2, List.of(new Move("soothe", "Where", 0.9, 1)), List.of()),
                new SessionEvent.EmotionShifted(2, state(from, 0.4), state(to, 0.5), List.of()),
                spoken(3, "understudy", says, ""),
                new SessionEvent.SessionEnded(EndReason.HUNG_UP, to < 0.5 ? "calm" : "frantic", ""));
        List<LoggedEvent> logged = new ArrayList<>();
        events.forEach(event -> logged.add(new LoggedEvent(logged.size() + 1, logged.size() * 1000L, event)));
        return new ExaminedCall(
                new Place("now", "understudy", "neighbour", seed, 1),
                new PlayedCall(logged),
                List.of(new WordedTurn(3, told, Duration.ofMillis(150))),
                score,
                Map.of("greets.first", Verdict.YES));
    }

    private static EmotionalState state(double panic, double warmth) {
        Map<String, Double> dimensions = new LinkedHashMap<>();
        dimensions.put("panic", panic);
        dimensions.put("warmth", warmth);
        return new EmotionalState(dimensions);
    }
}
