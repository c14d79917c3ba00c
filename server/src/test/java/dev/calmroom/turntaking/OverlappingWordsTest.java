package dev.calmroom.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlappingWordsTest {
    private static final String SAYING = "The rollback takes four more hours, and we may lose data. Right.";
    private final OverlappingWords words = new OverlappingWords(TurnLexicon.english());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mm hm",
                "yeah",
                "right",
                "okay",
                "uh huh",
                "yeah okay",
                "i see",
                "Mm-hm.",
                "oh okay right",
                "i",
                "uh",
                "makes sense",
                "that makes sense",
                "okay that makes perfect sense",
                "thank you",
                "thanks a lot",
                "go on",
                "please go on",
                "of course",
                "i understand",
                "i do understand",
                "we really appreciate that",
                "that's fair",
                "oh that's really good to know",
                "no problem",
                "i'm still listening",
                "take your time",
                "you're right",
                "that makes"
            })
    void aBackchannelLetsThePersonaGoOn(String backchannel) {
        assertThat(words.takesFloor(backchannel, SAYING, false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stop",
                "wait",
                "hold on",
                "no",
                "okay so what is your plan",
                "but why",
                "i have a question",
                "of course not",
                "okay no",
                "that makes no sense",
                "thank you that's enough",
                "i understand but stop",
                "right roll it back",
                "good so how long",
                "go back a step",
                "i know what you mean by that",
                "that's wrong"
            })
    void wordsOfTheLeadersOwnTakeTheFloor(String ofLeader) {
        assertThat(words.takesFloor(ofLeader, SAYING, true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rollback takes four more", "rollback", "four more ours and we may lose", "we may lose data"})
    void thePersonasOwnWordsInTheMicrophoneDoNot(String echo) {
        assertThat(words.takesFloor(echo, SAYING, true)).isFalse();
    }

    @Test
    void theLeadersWordsTakeTheFloorAlsoWhenSomeOfThemAreThePersonas() {
        assertThat(words.takesFloor("why does the rollback take so long", SAYING, true))
                .isTrue();
        assertThat(words.takesFloor("how much data may we lose", SAYING, true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "Stop.", "wait", "hold on", "hang on", "listen", "enough", "no"})
    void anInterruptionIsOneAlsoWhereThePersonaHasSaidTheSame(String interruption) {
        String saying = "If we stop now, wait, hold on, hang on, listen, that is enough, no.";
        assertThat(words.takesFloor(interruption, saying, true)).isTrue();
        assertThat(words.takesFloor(interruption, saying, false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "good to know",
                "great to hear",
                "okay good to know",
                "i'm sorry",
                "i'm so sorry",
                "oh i'm really sorry to hear that",
                "so sorry about that",
                "we're very sorry",
                "i am terribly sorry",
                "sounds like a plan",
                "that sounds like a good plan",
                "good plan",
                "that's a great idea",
                "will do",
                "okay will do",
                "can do",
                "works for me",
                "what a mess",
                "glad to hear it",
                "consider it done"
            })
    void judgementsRegretAndPromisesLeaveThePersonaTheFloor(String backchannel) {
        assertThat(words.takesFloor(backchannel, SAYING, false)).isFalse();
        assertThat(words.takesFloor(backchannel, SAYING, true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "go",
                "remember that",
                "remember",
                "imagine that",
                "follow me",
                "go now",
                "i'm sorry but no",
                "i'm so sorry i have to go",
                "what a plan is that",
                "good to know who did it",
                "sounds like a bad plan",
                "will you do it",
                "what is the plan",
                "know your limits",
                "we will do the fix"
            })
    void ordersAndWhatGoesOnBehindThemTakeTheFloor(String ofLeader) {
        assertThat(words.takesFloor(ofLeader, SAYING, true)).isTrue();
    }

    @Test
    void noWordsAreNoTurn() {
        assertThat(words.takesFloor("  ", SAYING, true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes i will", "i do", "we can", "tell me"})
    void whatMayStillBecomeABackchannelIsAnAnswerWhereNothingFollows(String answer) {
        assertThat(words.takesFloor(answer, SAYING, false)).isFalse();
        assertThat(words.takesFloor(answer, SAYING, true)).isTrue();
    }
}
