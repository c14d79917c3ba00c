package dev.calmroom.comprehension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.comprehension.Part.Mode;
import dev.calmroom.comprehension.Part.Who;
import dev.calmroom.comprehension.Sought.Beside;
import dev.calmroom.comprehension.Sought.Fact;
import dev.calmroom.comprehension.TurnChoice.Chosen;
import dev.calmroom.comprehension.TurnReading.OffRole;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A choice says what is asked for; where code has the say it changes nothing. */
class ChosenReadingTest {
    private static final String WORDS = "I'm sorry about before. How long is it and what would you do?";
    private static final int LONG = WORDS.indexOf("How");
    private static final int DO = WORDS.indexOf("and what");
    private static final Set<String> OPEN = Set.of("duration", "odds", "worst");

    private static final Reading HEARD = new Reading(
            List.of(part(0, LONG - 1), part(LONG, DO - 1), part(DO, WORDS.length())),
            List.of(ask(LONG, DO - 1, new Fact("odds")), ask(DO, WORDS.length(), Beside.NONE_OF_THESE)),
            turn(List.of("odds"), false, OffRole.NONE));

    private static Part part(int from, int to) {
        return new Part(
                WORDS.substring(from, to),
                from,
                List.of(),
                new Likely<>(Who.PERSONA, 0.5),
                new Likely<>(Mode.MEANT, 0.5));
    }

    private static Ask ask(int from, int to, Sought... what) {
        List<Likely<Sought>> answers =
                Arrays.stream(what).map(it -> new Likely<>(it, 0.5)).toList();
        return new Ask(WORDS.substring(from, to), from, Ask.Kind.HOW_LONG, answers, answers.size());
    }

    private static TurnReading turn(List<String> facts, boolean mistaken, OffRole offRole) {
        return new TurnReading(
                true, facts, false, false, false, List.of("ask-odds"), mistaken, List.of("odds"), false, offRole);
    }

    private static Chosen longTakes(String... asks) {
        return new Chosen(LONG, DO - 1, List.of(asks), List.of(), "persona");
    }

    private static Reading read(Reading heard, Chosen... parts) {
        return ChosenReading.of(heard, new TurnChoice(List.of(parts)), WORDS, OPEN);
    }

    @Test
    void aPartAsksForWhatWasChosenAndTheOthersForWhatTheEarHeard() {
        Reading read = read(HEARD, longTakes("duration", "worst"));

        assertThat(read.asks()).extracting(Ask::facts).containsExactly(List.of("duration", "worst"), List.of());
        assertThat(read.asks().getFirst().quote()).isEqualTo("How long is it");
        assertThat(read.turn().facts()).containsExactly("duration", "worst");
        assertThat(read.turn().plainly()).isTrue();
        assertThat(read.turn().does()).containsExactly("ask-odds");
    }

    @Test
    void whatStandsBesideTheFactsCanBeChosenToo() {
        Reading read = read(HEARD, new Chosen(DO, WORDS.length(), List.of("memory.decided"), List.of(), "persona"));

        assertThat(read.memories()).extracting(Ask::quote).containsExactly("and what would you do?");
        assertThat(read.turn().facts()).containsExactly("odds");
    }

    @Test
    void noneIsAQuestionWithoutAnAnswerAndNothingIsNoQuestion() {
        Reading none = read(HEARD, longTakes("none-of-these"));
        assertThat(none.turn().question()).isTrue();
        assertThat(none.turn().facts()).isEmpty();
        assertThat(none.asks())
                .hasSize(2)
                .allSatisfy(ask -> assertThat(ask.facts()).isEmpty());

        Reading nothing = read(HEARD, longTakes(), new Chosen(DO, WORDS.length(), List.of(), List.of(), "persona"));
        assertThat(nothing.asks()).isEmpty();
        assertThat(nothing.turn().question()).isFalse();
        assertThat(nothing.turn().plain()).isFalse();

        assertThat(read(HEARD, longTakes("none-of-these", "duration")).turn().facts())
                .as("an answer goes before none")
                .containsExactly("duration");
        assertThat(read(HEARD, longTakes("unknown")).turn().unknowable()).isTrue();
    }

    @Test
    void whatTheEarHearsAskedBehindAGateStaysAsked() {
        Reading gated = new Reading(
                HEARD.parts(),
                List.of(ask(LONG, DO - 1, new Fact("secret")), ask(DO, WORDS.length(), Beside.NONE_OF_THESE)),
                turn(List.of("secret"), false, OffRole.NONE));

        Reading read = read(
                gated, longTakes("duration"), new Chosen(DO, WORDS.length(), List.of("worst"), List.of(), "persona"));

        assertThat(read.asks()).extracting(Ask::facts).containsExactly(List.of("secret"), List.of("worst"));
    }

    @Test
    void theSameChoiceLeavesTheTurnAsItIs() {
        Reading read = read(HEARD, longTakes("odds"));

        assertThat(read.asks()).isEqualTo(HEARD.asks());
        assertThat(read.turn()).isEqualTo(HEARD.turn());
    }

    @Test
    void wordsThatAreNoPartOfTheCallAndWrongFiguresAreCodes() {
        for (Reading heard : List.of(
                HEARD.with(turn(List.of("odds"), true, OffRole.NONE)),
                Reading.nothing(OffRole.ATTACK),
                Reading.nothing(OffRole.SEEMS))) {
            assertThat(read(heard, longTakes("duration"))).isEqualTo(heard);
        }
    }

    @Test
    void actsAreOfTheirPartUnlessTheyAreAimedElsewhere() {
        Chosen sorry = new Chosen(0, LONG - 1, List.of(), List.of("apology"), "persona");
        Reading read = read(HEARD, sorry);
        assertThat(read.parts().getFirst().sureness(SpeechAct.APOLOGY)).isGreaterThan(0.6);
        assertThat(read.parts().get(1).acts()).isEmpty();

        Chosen ofOthers = new Chosen(0, LONG - 1, List.of(), List.of("insult"), "outside");
        assertThat(read(HEARD, ofOthers).sureness(SpeechAct.INSULT)).isZero();

        Reading fromNothing = read(Reading.NOTHING, sorry, longTakes("duration"));
        assertThat(fromNothing.parts()).extracting(Part::start).containsExactly(0, LONG);
        assertThat(fromNothing.turn().facts()).containsExactly("duration");
    }
}
