package dev.calmroom.roleplay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Move;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.emotion.Feelings;
import dev.calmroom.log.Medium;
import dev.calmroom.persona.CallMemory;
import dev.calmroom.persona.LeaderTurn;
import dev.calmroom.persona.Situation;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.transcript.Tell;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a clause says makes the harm of another no less, and what is denied or told of others is not the thing itself. */
class HearingInClausesTest {
    private static final Scenario SCENARIO = Scripts.PLATFORM_DOWN;
    private static final Pattern QUOTED = Pattern.compile("\\[(.*?)]");

    private final Topics topics = new Topics(SCENARIO.plot());
    private final Hearing hearing = new Hearing(SCENARIO.plot(), SCENARIO.feelings(), topics);

    /** Square brackets stand around the words in which the move was heard. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "You told me it couldn't break. [All of this is your fault.]",
                "[you said nothing could go wrong this is your fault]",
                "I'm sorry, but [that is your fault].",
                "I'm sorry but [that is your fault]",
                "[Thank you for wrecking my evening, this is your mess.]",
                "[I was wrong to rely on you.]",
                "Sales won't ring again. [Who in your team signed this off?]"
            })
    void blameStandsWhateverStandsBesideIt(String marked) {
        assertThat(heeded(marked, "blame")).contains("blame");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[I'm sorry, I blamed you for it.]",
                "[I was wrong to blame you.]",
                "[I was wrong about your people.]",
                "[That was unfair of me.]",
                "[He won't ring you any more.]",
                "[It's on me, I pushed you.]",
                "[You said sixty percent.]",
                "[Thank you for ringing me.]",
                "[Even if this is your fault, we'll sort it out, thank you.]",
                "[Who was that?]",
                "[Are you afraid you'll be let go?]",
                "[Is it that you fear you might not keep your post?]"
            })
    void theseBlameNobody(String marked) {
        assertThat(heeded(marked, "blame")).doesNotContain("blame");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[No one clears a desk tomorrow.]",
                "[Your chair is safe, I promise.]",
                "[None of you is going over this.]",
                "[Not a word about guilt until next week.]"
            })
    void thatNobodyHasToGoIsHeardInOtherWords(String marked) {
        assertThat(heeded(marked, "other")).contains("remove-blame");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[I can't promise that nobody loses a job.]",
                "[Nobody is going anywhere until it is up.]",
                "[Is your chair safe?]",
                "[No blame. Later. Shield.]"
            })
    void theseReassureNobody(String marked) {
        assertThat(heeded(marked, "other")).doesNotContain("remove-blame");
    }

    @Test
    void howTheLeaderSpeaksAndWhatOthersSayIsNoHelp() {
        assertThat(heeded("[I talk like a sergeant, that's not personal.]", "remove-blame"))
                .doesNotContain("remove-blame");
        assertThat(heeded("[Marketing says you are all in bed. What do you make of them?]", "shield"))
                .doesNotContain("shield");
        assertThat(heeded("[Sales thinks you are in bed, so I answer them.]", "shield"))
                .contains("shield");
        assertThat(topics.in("Did I take that back?")).doesNotContain("apologises");
        assertThat(topics.in("I take that back.")).contains("apologises");
    }

    @Test
    void aPromiseThatIsDemandedIsNoHope() {
        assertThat(heeded("[Promise me we're back at two.]", "demand-certainty"))
                .contains("demand-certainty");
        assertThat(heeded("[Please tell me it's fixed.]", "demand-certainty")).doesNotContain("demand-certainty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I don't think you're a fool. | insults",
                "You are no amateur, and you're not useless. | insults",
                "They may say that you are incompetent. I know better. | insults",
                "What kind of idiot at Marketing told them ten o'clock? | insults",
                "Nobody is calling you a liar. | insults",
                "I'd never lie to the board. | asks-to-lie",
                "We won't make up a story. | asks-to-lie",
                "I am not going to tell them it's fixed. | asks-to-lie",
                "Give me twenty seconds. | impossible",
                "Give me ten minutes to ring the board. | impossible",
                "Nobody expects it back by midnight. | impossible"
            })
    void whatIsDeniedOrSaidOfOthersIsNotTheThingItself(String words, String topic) {
        assertThat(topics.in(words)).doesNotContain(topic);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "You are a fool. | insults",
                "You can't even count, you clown. | insults",
                "You don't know what you're doing you idiot | insults",
                "I said you're incompetent. | insults",
                "What kind of moron does that? | insults",
                "Lie to the board. | asks-to-lie",
                "Why don't we just say it was an attack? | asks-to-lie",
                "Don't tell the board about the data. | asks-to-lie",
                "Give me twenty minutes. | impossible",
                "It will be back by midnight. | impossible"
            })
    void whatIsMeantIsHeard(String words, String topic) {
        assertThat(topics.in(words)).contains(topic);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Don't do that before I say so.",
                "I'd rather you didn't. Do not do it.",
                "We can't go with it.",
                "Nobody agreed to that.",
                "They agreed it was a sound plan.",
                "I can't do that to the clients.",
                "As you said, it's four hours.",
                "Would you do that again?",
                "They wanted me to do that.",
                "If we do that, who tells them?",
                "We do this together.",
                "We're doing this as one team."
            })
    void theseGoAlongWithNothing(String words) {
        assertThat(heeded(words, "clarify")).doesNotContain("decide-and-back");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Then do that.",
                "Okay, let's do it.",
                "Do what you think is right.",
                "We go with that.",
                "Agreed.",
                "Right. I'll go with yours.",
                "You've convinced me.",
                "All right then, do what you said."
            })
    void theseGoAlong(String words) {
        assertThat(heeded(words, "clarify")).contains("decide-and-back");
    }

    /** To a persona that has told its instinct. */
    private List<String> heeded(String marked, String move) {
        String text = marked.replaceAll("[\\[\\]]", "");
        List<Move> moves = new ArrayList<>();
        QUOTED.matcher(marked).results().forEach(quote -> moves.add(new Move(move, quote.group(1), 0.9, 0.8)));
        CallMemory memory = CallMemory.EMPTY.say(List.of(Tell.told("gut", "The fix.")), List.of());
        Situation before = new Situation(
                SCENARIO.plot(), Feelings.start(SCENARIO.feelings(), 1).state(), LeaderTurn.NOTHING, memory);
        return hearing
                .heeded(
                        new Understanding(
                                new Said(text, List.of(), Medium.TYPED),
                                new Appraisal(moves, List.of()),
                                Reading.NOTHING,
                                topics.in(text),
                                Set.of()),
                        before)
                .moves()
                .stream()
                .map(Move::move)
                .toList();
    }
}
