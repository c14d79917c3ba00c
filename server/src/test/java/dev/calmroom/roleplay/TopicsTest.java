package dev.calmroom.roleplay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.scenario.Plot;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which words can blame, and what others are instead. */
class TopicsTest {
    private static final Plot PLOT = Scripts.PLATFORM_DOWN.plot();
    private final Topics topics = new Topics(PLOT);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Who approved this migration?",
                "How could you let that happen?",
                "this is your team's mess and somebody is going to answer for it",
                "Your people have been careless.",
                "Whose fault is this?",
                "I want to know who broke it."
            })
    void theseBlame(String words) {
        assertThat(mayBlame(words)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Who was that?",
                "what did he want",
                "Who did I say would call her back?",
                "What did we just decide?",
                "I was wrong to blame you.",
                "I should have listened in spring when you asked for a proper test system.",
                "I'm sorry, I shouldn't have snapped at you.",
                "That was unfair of me.",
                "He won't call again.",
                "Forget that, nobody's getting hung.",
                "It's on me. I pushed you for the date.",
                "Do you blame yourself for this?",
                "Who else could run the room if you had to sleep?",
                "Had anybody warned us about it?",
                "I've just been crying, I'm so frightened."
            })
    void theseDoNot(String words) {
        assertThat(mayBlame(words)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I've told the clients we're live by midnight. | impossible",
                "Ninety minutes is too long. Give me sixty. | impossible",
                "Tell the board it was the provider, that we were attacked. | asks-to-lie",
                "Let's just delete the logs before anyone looks. | asks-to-lie",
                "My father died this morning. | leader-hurts",
                "You're a useless amateur. | insults",
                "What kind of an idiot runs that in the afternoon? | insults",
                "Any objections? | objections",
                "I'm behind you a hundred percent. | backs",
                "I owe you an apology. | apologises",
                "Please tell me it's back. | hopes",
                "Sum it up for me in one line. | status",
                "Where's the spare key? | asks-for-a-fact",
                "okay and how many of them are on call tonight | asks-for-a-fact",
                "Kenji, what's the retention on those logs? | asks-for-a-fact"
            })
    void theseAreAbout(String words, String topic) {
        assertThat(topics.in(words)).contains(topic);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Who cares?",
                "Who do you think you are?",
                "Ring me when it is done.",
                "The people who did it are tired.",
                "What's the plan?",
                "I know why you did it."
            })
    void theseAskForNothingThatIsKnownOrNot(String words) {
        assertThat(topics.in(words)).doesNotContain("asks-for-a-fact");
    }

    /** Both say so in their own words: the scenario, and what every sheet has. */
    private static Stream<Topics> whoHearOfTheOtherPhone() {
        return Stream.of(
                new Topics(PLOT),
                new Topics(Objects.requireNonNull(Scripts.PLATFORM_DOWN.guests().get("sales-rings"))
                        .plot()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Put him through to me. I'll take it.",
                "okay put him through i'll talk to him",
                "Put them on.",
                "Put her on, please. You rest your voice.",
                "put him on the line",
                "Put that on speaker.",
                "Patch him through to my phone.",
                "Why don't you put him through?",
                "Let me take that call.",
                "I'll get that one, hang on.",
                "Hold on. Let me take that one.",
                "I'll take it. Wait there.",
                "No, I'll answer this one.",
                "Give me the other phone.",
                "Let me talk to him."
            })
    void theseTakeTheCallOnTheOtherPhone(String words) {
        assertThat(whoHearOfTheOtherPhone())
                .allSatisfy(heard -> assertThat(heard.in(words)).contains("takes-the-call"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If it goes wrong, put that on me.",
                "put it on my tab and don't think about it again",
                "Put her on hold, I want to hear this first.",
                "Put him on the database and take Dave off it.",
                "Put them on the list for Thursday.",
                "Put that over to the provider.",
                "Patch it over the weekend, then do it properly.",
                "Put it through the tests first.",
                "You've put them through hell tonight.",
                "Don't put him through.",
                "You don't have to put him on.",
                "Did you put him through?",
                "Put him on the phone with the provider.",
                "Let me take that one, you do the database.",
                "I'll take this one. You sleep.",
                "I'll take the call on which way we go.",
                "Give that phone to somebody else.",
                "Don't let me talk to him."
            })
    void theseLeaveTheOtherPhoneAlone(String words) {
        assertThat(whoHearOfTheOtherPhone())
                .allSatisfy(heard -> assertThat(heard.in(words)).doesNotContain("takes-the-call"));
    }

    @Test
    void whatCanBeDoneAndIsTrueIsNeither() {
        for (String words : Set.of(
                "Tell the board that we know the cause and are working on it.",
                "I'll ring the clients before midnight and say there is no time yet.",
                "What happens if we start now?")) {
            assertThat(topics.in(words)).as(words).doesNotContain("asks-to-lie", "insults", "apologises");
        }
    }

    private boolean mayBlame(String words) {
        Set<String> about = topics.in(words);
        return topics.mayMake("blame", words)
                && PLOT.topics().stream()
                        .filter(topic -> about.contains(topic.id()))
                        .noneMatch(topic -> topic.unheard().contains("blame"));
    }
}
