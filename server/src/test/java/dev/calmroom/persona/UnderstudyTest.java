package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.appraisal.Move;
import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.scenario.AuthoredLine;
import dev.calmroom.scenario.LineBook;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnderstudyTest {
    private static final LineBook BOOK = book();
    private final Understudy understudy = new Understudy(BOOK);

    static LineBook book() {
        return new ScenarioFiles(Path.of(System.getProperty("calmroom.root"), "prompts"))
                .load("platform-down")
                .lines();
    }

    static Brief brief(int turn, String act, String mood, List<String> facts, String leaderWords, Move... moves) {
        return new Brief(
                turn,
                new Brief.Task(act, List.of(), facts, new Voicing.Length(4, 22), false),
                new Brief.Feeling(mood, new EmotionalState(Map.of())),
                new Brief.Leader(leaderWords, List.of(moves)),
                new Brief.Sound(Delivery.PLAIN, ""),
                Scene.NONE,
                7);
    }

    @Test
    void theSameBriefGivesTheSameWords() {
        Brief brief = brief(5, "acknowledge", "guarded", List.of(), "we will be all right");
        assertThat(understudy.words(brief, List.of())).isEqualTo(understudy.words(brief, List.of()));
    }

    @Test
    void aTurnComesInClausesThatJoinToIt() {
        List<String> pieces = new ArrayList<>();
        Brief brief = brief(1, "open", "overwhelmed", List.of("outage", "rollback", "fix", "odds"), "");
        understudy.word(brief, List.of(), new WordingListener() {
            @Override
            public void onText(String text) {
                pieces.add(text);
            }

            @Override
            public void onComplete(String speaker, String note) {
                assertThat(speaker).isEqualTo("understudy");
                assertThat(note).isEmpty();
            }
        });
        assertThat(pieces).hasSizeGreaterThan(2);
        assertThat(String.join("", pieces)).isEqualTo(understudy.words(brief, List.of()));
    }

    @Test
    void eachActHasWordsOfItsOwnInEveryMood() {
        Set<String> acts = new HashSet<>();
        BOOK.lines().forEach(line -> acts.add(line.act()));
        for (String act : acts) {
            for (String mood : BOOK.moods()) {
                assertThat(BOOK.lines())
                        .as("%s, %s", act, mood)
                        .anyMatch(line -> line.act().equals(act) && line.moods().contains(mood));
            }
        }
    }

    @Test
    void noLineIsSaidTwiceInALongCallEvenWhenItWasCutOff() {
        for (String mood : BOOK.moods()) {
            List<Turn> call = new ArrayList<>();
            Set<String> said = new HashSet<>();
            for (int turn = 1; turn <= 80; turn += 2) {
                String words = understudy.words(brief(turn, "acknowledge", mood, List.of(), "mm"), call);
                assertThat(said.add(words)).as(mood + ": " + words).isTrue();
                int cut = turn % 3 == 0 ? Math.max(words.length() - 5, words.length() / 2) : words.length();
                call.add(Turn.of(turn, Speaker.PERSONA, words.substring(0, cut)));
                call.add(Turn.of(turn + 1, Speaker.LEADER, "mm"));
            }
        }
    }

    @Test
    void whatWasNotCaughtIsSaidAgain() {
        for (String mood : BOOK.moods()) {
            List<Turn> call = new ArrayList<>(List.of(
                    Turn.of(1, Speaker.PERSONA, "Six hours down. I have two options."),
                    Turn.of(2, Speaker.LEADER, "what could the rollback cost us"),
                    Turn.of(3, Speaker.PERSONA, "It's the data that bothers me. As much as two hours of it. I keep")));
            for (int turn = 4; turn <= 6; turn += 2) {
                call.add(Turn.of(turn, Speaker.LEADER, "sorry, could you say that again"));
                String words = understudy.words(brief(turn, "say-again", mood, List.of(), "say that again"), call);
                assertThat(words).as(mood).endsWith(" It's the data that bothers me. As much as two hours of it.");
                call.add(Turn.of(turn + 1, Speaker.PERSONA, words));
                assertThat(call.getLast().text().split("bothers", -1)).hasSize(2);
            }
        }
    }

    @Test
    void onlyFactsOfTheBriefAreTold() {
        for (AuthoredLine line : BOOK.lines()) {
            Brief brief = brief(3, line.act(), line.moods().getFirst(), List.of("odds"), "how likely is it");
            String words = understudy.words(brief, List.of());
            assertThat(words)
                    .as(line.act())
                    .doesNotContainIgnoringCase("two hours")
                    .doesNotContain("ninety");
        }
    }

    @Test
    void thePersonaTakesUpWhoTheLeaderTakesOver() {
        String words = "I will take sales and the board off your hands, you get the customers back";
        Move shield = new Move("shield", "I will take sales and the board off your hands", 0.9, 0.8);
        Set<String> said = new HashSet<>();
        for (int turn = 2; turn < 60; turn += 2) {
            said.add(understudy.words(brief(turn, "accept-shield", "steady", List.of(), words, shield), List.of()));
        }
        assertThat(said).anyMatch(text -> text.contains("Sales and the board"));
        assertThat(said).noneMatch(text -> text.contains("customers"));
    }

    @Test
    void aLineThatNeedsAnHourIsNotSaidWhenNoneWasNamed() {
        for (int turn = 2; turn < 60; turn += 2) {
            String words = understudy.words(
                    brief(turn, "confirm-rhythm", "settling", List.of(), "give me short updates"), List.of());
            assertThat(words).doesNotContain("{").doesNotContain("every");
        }
        Set<String> said = new HashSet<>();
        for (int turn = 2; turn < 60; turn += 2) {
            said.add(understudy.words(
                    brief(turn, "confirm-rhythm", "settling", List.of(), "ring me every 45 minutes"), List.of()));
        }
        assertThat(said).anyMatch(text -> text.contains("every forty-five minutes"));
    }

    @Test
    void twoAnswersAreJoinedWhenThereIsBreathForBoth() {
        String words = understudy.words(
                brief(4, "answer", "guarded", List.of("team", "tickets"), "how is the team and how many tickets"),
                List.of());
        assertThat(words).containsIgnoringCase("eight hundred").containsPattern("(?i)tired|break|slip|straight");
    }
}
