package dev.calmroom.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.checks.Statement.When;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckParserTest {
    private static final Names NAMES = new Names(
            Set.of("panic", "warmth"),
            Set.of("soup", "spare"),
            Set.of("wail", "snap"),
            Set.of("calm", "frantic"),
            Set.of("soothe", "hurry"),
            Set.of("greets.first"),
            Map.of(
                    "coaches",
                    List.of(Pattern.compile("you should")),
                    "out of the role",
                    List.of(Pattern.compile("bot"))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "panic falls by .3 until turn 6",
                "warmth rises by 0.1 until the end",
                "warmth rises by 0.1",
                "panic at the end at most .4",
                "panic at turn 6 between .2 and .4",
                "panic always at least .1",
                "spread of warmth at the end at least .05",
                "spare not told before warmth .5",
                "spare told until turn 8 in at least 50 % of calls",
                "spare never told",
                "facts are constant",
                "at most 25 words",
                "between 2 and 25 words in at least 90 % of calls",
                "no sentence in more than 20 % of turns",
                "no sentence in more than 50 % of calls",
                "no new word in more than 20 % of turns",
                "spoken as worded in at least 60 % of turns",
                "says /key|pot/",
                "never says /key/",
                "never coaches",
                "never out of the role in at least 90 % of calls",
                "plays wail",
                "never plays snap",
                "leader makes hurry in at least 2 turns",
                "leader makes hurry in at least 2 turns in at least 50 % of calls",
                "leader makes hurry in at least 50 % of calls",
                "ending in [calm, frantic] in at least 60 % and at most 90 % of calls",
                "meets greets.first",
                "never meets greets.first",
                "score between 40 and 70",
                "latency p95 at most 2 s",
                "latency p50 between 100 and 900 ms",
                "judged \"The neighbour says that the key is lost\" in at least 80 % of calls"
            })
    void aCheckIsReadAsItIsReadAloud(String text) {
        assertThat(CheckParser.parse(text, NAMES)).isNotNull();
    }

    @Test
    void figuresAndSharesAreTakenAsTheyStand() {
        CheckParser.Parsed falls = CheckParser.parse("panic falls by .3 until turn 6", NAMES);
        assertThat(falls.statement()).isEqualTo(new Statement.Moves("panic", -0.3, new When.AtTurn(6)));
        assertThat(falls.share()).isEmpty();

        CheckParser.Parsed ends =
                CheckParser.parse("ending in [calm] in at least 60 % and at most 90 % of calls", NAMES);
        assertThat(ends.statement()).isEqualTo(new Statement.Ends(List.of("calm")));
        assertThat(ends.share()).isEqualTo(Optional.of(new Bounds(0.6, 0.9)));

        assertThat(CheckParser.parse("no new word in more than 20 % of calls", NAMES)
                        .statement())
                .isEqualTo(new Statement.Refrain(Statement.Refrain.What.WORD, Statement.Refrain.Of.CALLS, 0.2));
        assertThat(CheckParser.parse("spoken as worded in at least 60 % of turns", NAMES)
                        .statement())
                .isEqualTo(new Statement.AsWorded(new Bounds(0.6, Double.POSITIVE_INFINITY)));
        assertThat(CheckParser.parse("latency p95 at most 2 s", NAMES).statement())
                .isEqualTo(new Statement.Latency(95, new Bounds(Double.NEGATIVE_INFINITY, 2000)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "panick falls by .3|did you mean panic?",
                "panic falls .3|expected «by», found «.3»",
                "panic falls by a lot|expected how much, for instance .3, found «a lot»",
                "panic sinks|expected falls by .3",
                "ending in [clam]|there is no ending 'clam'; did you mean calm?",
                "ending in calm|expected «[»",
                "ending in [calm] in at least 60 of calls|expected «%», found «of calls»",
                "ending in [calm] in at least 90 % and at most 60 % of calls|no share of calls is between 90 and 60",
                "score between 70 and 40|nothing is between 70 and 40",
                "spread of warmth always at least .1|a spread is taken at the end or at a turn",
                "spread of warmth at the end at least .1 in at least 5 % of calls|has no share of calls",
                "latency p95 at most 2|expected «ms», found the end",
                "says /(key/|no regular expression between the slashes",
                "at most 25|expected «words», found the end",
                "no sentences in more than 20 % of turns|expected «sentence» or «new word», found «sentences in",
                "no sentence in more than 20 of turns|expected «%», found «of turns»",
                "no sentence in more than 20 % of days|expected «turns», found «days»",
                "no sentence in more than 100 % of turns|nothing is in more than 100 %",
                "no sentence in more than 20 % of turns in at least 50 % of calls|has no share of calls",
                "no word in more than 20 % of turns|expected «sentence» or «new word»",
                "spoken as worded in 50 % of turns|expected at least or at most so many % of turns",
                "never babbles|there is no phrase 'babbles'",
                "plays wail twice|expected the end of the check, found «twice»",
                "judged The key is lost|expected a sentence in quotation marks",
                "panic at turn 0 at least .1|turns are counted 1, 2, 3",
                "the sun shines|expected one of: DIMENSION falls by",
                "says \u00a7|cannot be read from"
            })
    void whatIsNoCheckIsToldWithWhatWasExpected(String text, String message) {
        assertThatThrownBy(() -> CheckParser.parse(text, NAMES))
                .isInstanceOf(CheckSyntaxException.class)
                .hasMessageContaining(message);
    }
}
