package dev.calmroom.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.log.SessionEvent;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log says was heard of a reply is what the client says that it played: the answer takes 1,350 ms. */
class HeardOfAReplyTest {
    private static final long LENGTH = CallCoreTest.LENGTH;
    private static final String ANSWER = CallCoreTest.ANSWER;

    private static ScriptedCall answered() {
        return answered(CallRules.STANDARD);
    }

    private static ScriptedCall answered(CallRules rules) {
        return new ScriptedCall(FakeRoleplay.calm(), rules)
                .at(1_000, new CallInput.Answered())
                .at(1_050, new CallInput.AudioSent(1));
    }

    private static String heard(ScriptedCall call) {
        return call.events(SessionEvent.PersonaSpoke.class).getFirst().heard();
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "60, ''", "400, Ninety", "600, Ninety", "850, Ninety minutes", "1150, Ninety minutes for the"})
    void whereAClientWillPlayNoMoreTheRestWasNotHeard(long played, String heard) {
        ScriptedCall call =
                answered().at(1_700, new CallInput.Played(1, played, true)).until(1_710);

        assertThat(heard(call)).isEqualTo(heard);
        assertThat(call.events(SessionEvent.Interrupted.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1_350, 1_349, 1_251, 1_850})
    void theEndAndWhatIsNearlyTheEndAreAllOfIt(long played) {
        ScriptedCall call =
                answered().at(2_400, new CallInput.Played(1, played, true)).until(2_410);

        assertThat(heard(call)).isEqualTo(ANSWER);
    }

    @Test
    void aVoiceThatGaveUpBeforeTheLastWordsWereThereHasNotSaidThem() {
        ScriptedCall call = new ScriptedCall(FakeRoleplay.calm())
                .at(1_000, new CallInput.Answered())
                .at(1_040, new CallInput.Played(1, 0, true))
                .until(1_200);

        assertThat(heard(call)).isEmpty();
    }

    @Test
    void aLoudspeakerThatTheBrowserHoldsBackHasPlayedNothing() {
        ScriptedCall call =
                answered().at(1_060, new CallInput.Played(1, 0, false)).until(12_000);
        assertThat(call.events(SessionEvent.PersonaSpoke.class))
                .as("a line that is dead is known to be by then")
                .isEmpty();

        call.until(13_000);
        assertThat(heard(call)).isEmpty();
    }

    @Test
    void ofALoudspeakerThatStallsWhatItPlayedWasHeard() {
        ScriptedCall call =
                answered().at(1_400, new CallInput.Played(1, 400, false)).until(20_000);

        assertThat(heard(call)).isEqualTo("Ninety");
    }

    @Test
    void aLoudspeakerThatGoesOnAfterAStallIsHeardToTheEnd() {
        ScriptedCall call = answered()
                .at(1_400, new CallInput.Played(1, 400, false))
                .at(9_000, new CallInput.Played(1, 500, false))
                .at(17_000, new CallInput.Played(1, LENGTH, true))
                .until(17_100);

        assertThat(heard(call)).isEqualTo(ANSWER);
    }

    @Test
    void ofAClientThatNeverTellsAllIsTakenForHeard() {
        assertThat(heard(answered().until(6_000))).isEqualTo(ANSWER);
    }

    /** The page notices a hanging voice after 5 s and twice its length, has it begin anew, and waits once more. */
    @Test
    void aClientsVoiceIsWaitedForAsLongAsThePageWaits() {
        long twice = 2 * (5_000 + 2 * LENGTH);
        ScriptedCall call = answered(CallRules.STANDARD.whereClientSpeaks()).until(1_000 + twice);
        assertThat(call.events(SessionEvent.PersonaSpoke.class)).isEmpty();

        call.at(1_100 + twice, new CallInput.Played(1, 0, true)).until(1_200 + twice);
        assertThat(heard(call)).isEmpty();
    }

    @Test
    void whatTheClientSaysOfAnAttemptThatWasTakenBackEndsNoOther() {
        ScriptedCall call = CallCoreTest.asks(CallCoreTest.opened(), "how long").until(5_400);
        long plays = call.times(CallEffect.Play.class).size();
        call.at(5_410, new CallInput.Played(3, 20, true)).until(5_420);

        assertThat(plays).isEqualTo(2);
        assertThat(call.events(SessionEvent.PersonaSpoke.class)).hasSize(1);
        IntStream.rangeClosed(1, 13).forEach(i -> call.at(5_420 + i * 100L, new CallInput.Played(3, i * 100L, false)));
        call.at(6_800, new CallInput.Played(3, LENGTH, true)).until(6_900);
        assertThat(call.events(SessionEvent.PersonaSpoke.class).getLast().heard())
                .isEqualTo(ANSWER);
    }
}
