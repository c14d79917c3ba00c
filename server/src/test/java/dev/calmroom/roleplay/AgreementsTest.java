package dev.calmroom.roleplay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Move;
import dev.calmroom.comprehension.Ask;
import dev.calmroom.comprehension.Ask.Kind;
import dev.calmroom.comprehension.Likely;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.comprehension.Sought;
import dev.calmroom.comprehension.TurnReading;
import dev.calmroom.persona.LeaderTurn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Turns in which square brackets stand around the words of a move, and round ones around what is asked. */
class AgreementsTest {
    private static final Pattern MARKS = Pattern.compile("[\\[\\]()]");

    private final Agreements agreements = new Agreements(Scripts.PLATFORM_DOWN.plot());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[One line every forty-five minutes]. (Has anybody eaten?) | 45",
                "[Every forty-five I want one line]. | 45",
                "[(Could you send me a line every half hour?)] | 30",
                "[Drop me a line], four words. On the hour. | 60",
                "[Reports at 23:00, 23:45 and 00:30]. | 45",
                "[You ring me, I won't ring you]. | 45",
            })
    void anIntervalIsTheOneInTheWordsThatSetIt(String turn, int minutes) {
        assertThat(interval(turn(turn, "set-rhythm"), Duration.ZERO)).contains(Duration.ofMinutes(minutes));
    }

    @Test
    void whatIsAskedOrSaidOfOtherThingsSetsNoInterval() {
        assertThat(interval(turn("[(When do I hear from you next?)]", "set-rhythm"), Duration.ZERO))
                .isEmpty();
        assertThat(interval(turn("[Get somebody lying down for twenty minutes].", "regulate"), Duration.ofMinutes(45)))
                .isEmpty();
        assertThat(interval(
                        turn("(Thumbs up or down on the ninety minutes?) [Text, not call].", "set-rhythm"),
                        Duration.ofMinutes(45)))
                .as("a second word on how, not on when")
                .isEmpty();
    }

    @Test
    void aWayOutIsChosenInWordsThatAreNoQuestion() {
        LeaderTurn chosen = turn("[We do the rollback]. (Would you object?)", "decide-and-back");
        assertThat(agreements.chooses(chosen)).isTrue();
        assertThat(way(chosen)).isEqualTo("rollback");

        LeaderTurn backed = turn("[Your rig, you drive it]. (What does the fix begin with?)", "decide-and-back");
        assertThat(agreements.chooses(backed)).isTrue();
        assertThat(way(backed)).as("the fix is only asked about").isNull();

        assertThat(agreements.chooses(
                        turn("([If it were yours, would you have done the fix an hour ago?])", "decide-and-back")))
                .isFalse();
        assertThat(agreements.chooses(turn("[We do the rollback].", "clarify"))).isFalse();
    }

    private @Nullable String way(LeaderTurn heard) {
        return agreements.chosen(heard, UnaryOperator.identity()).way();
    }

    private Optional<Duration> interval(LeaderTurn heard, Duration before) {
        return agreements.interval(
                Objects.requireNonNull(Scripts.PLATFORM_DOWN.plot().callBack()), heard, before);
    }

    private static LeaderTurn turn(String marked, String move) {
        String text = MARKS.matcher(marked).replaceAll("");
        List<Move> moves = new ArrayList<>();
        List<Ask> asks = new ArrayList<>();
        found("\\[(.*?)]", marked).forEach(words -> moves.add(new Move(move, words, 0.9, 0.8)));
        found("\\((.*?)\\)", marked)
                .forEach(words -> asks.add(new Ask(
                        words,
                        text.indexOf(words),
                        words.startsWith("Could") ? Kind.YES_NO : Kind.WHAT,
                        List.of(new Likely<>(new Sought.Fact("gut"), 0.9)),
                        1)));
        return new LeaderTurn(
                text,
                new Appraisal(moves, List.of()),
                Set.of(),
                Set.of(),
                new Reading(List.of(), asks, TurnReading.nothing(TurnReading.OffRole.NONE)),
                false);
    }

    private static List<String> found(String mark, String marked) {
        return Pattern.compile(mark)
                .matcher(marked)
                .results()
                .map((MatchResult result) -> MARKS.matcher(result.group(1)).replaceAll(""))
                .toList();
    }
}
