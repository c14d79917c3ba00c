package dev.calmroom.roleplay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.Move;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.comprehension.TurnReading;
import dev.calmroom.log.Medium;
import dev.calmroom.persona.Brief;
import dev.calmroom.persona.Situation;
import dev.calmroom.transcript.Tell;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands between the two after turns whose words are as they are said, and whose moves the test says. */
class AgreedInCallTest {
    private List<String> moves = List.of();
    private boolean offRole;
    private Roleplay call = ScenarioRoleplay.ringing(
            Scripts.PLATFORM_DOWN,
            appraiser(),
            (words, before) -> Reading.NOTHING.with(new TurnReading(
                    words.endsWith("?"),
                    List.of(),
                    false,
                    false,
                    false,
                    List.of(),
                    false,
                    List.of(),
                    false,
                    offRole ? TurnReading.OffRole.ATTACK : TurnReading.OffRole.NONE)),
            7);
    private Brief brief = call.open().brief().orElseThrow();

    private Appraiser appraiser() {
        return (turn, before) -> new Appraisal(
                moves.stream().map(move -> new Move(move, turn.text(), 1, 0.9)).toList(), List.of());
    }

    @BeforeEach
    void ring() {
        take(call.open(), "Hello.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Right. Go.",
                "You have my full support. Drink something.",
                "I second that, and I want a line at midnight.",
                "Okay, that's a yes from me.",
                "Lovely, then start it now, Kenji."
            })
    void whatThePersonaAdvisedIsDecidedByWhoAgreesToIt(String words) {
        say(words);
        assertThat(decided()).as("nothing was advised").isEmpty();

        advised();
        say(words);

        assertThat(decided()).contains("fix");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "You have my support, whatever you choose.",
                "I back that if the night shift can carry it.",
                "That's a yes from me once legal has read it.",
                "Go on.",
                "I don't second that.",
                "Would you go?",
                "Is it a go from me that you wait for?"
            })
    void theseDecideNothing(String words) {
        advised();
        say(words);
        assertThat(decided()).isEmpty();
    }

    @Test
    void whatMayBeReportedIsNotWhatIsDone() {
        advised();
        say("Do that, and tell me once an hour where you are, fixed or stuck or rolling back.", "decide-and-back");
        assertThat(decided()).contains("fix");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Fine, let's drop this.", "Okay, we leave that there. The patch is on my list of questions."})
    void aSubjectThatIsLeftIsNoDecision(String words) {
        advised();
        say(words, "decide-and-back");
        assertThat(decided()).isEmpty();
    }

    @Test
    void whatIsHeldOutWaitsForTheAnswer() {
        say("My hunch is that we revert it. Do you object?", "decide-and-back");
        assertThat(decided()).isEmpty();
        say("Good. One line every half hour, please.", "set-rhythm");
        assertThat(decided()).contains("rollback");
    }

    @Test
    void whatIsHeldOutIsDroppedForWhatThePersonaSaysInstead() {
        say("Maybe we revert it. Any objections?", "decide-and-back");
        advised();
        say("Okay. I hear you.");
        assertThat(decided()).isEmpty();
        say("Right. Go.");
        assertThat(decided()).contains("fix");
    }

    @Test
    void anOrderOfWaysThatThePersonaAgreedToIsDecidedByGo() {
        say("The patch before anything, and the snapshot stays in the drawer. Do you agree?");
        assertThat(decided()).isEmpty();
        say("When did you last eat?");
        assertThat(decided()).isEmpty();
        say("Eat something. Go.");
        assertThat(decided()).contains("fix");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Update the board every half hour.",
                "and you send marketing a note each hour",
                "I want a detailed report on one page at midnight.",
                "Write a summary for the customers by one."
            })
    void whatOthersHearIsNoRhythm(String words) {
        say(words, "set-rhythm");
        assertThat(interval()).isEmpty();
        assertThat(situation().memory().heard()).doesNotContainKey("set-rhythm");
    }

    @Test
    void theLastWordOnWhenToReportCounts() {
        say("Give me one line every half hour, and keep the board informed at one.", "set-rhythm");
        assertThat(interval()).isEqualTo("30 minutes");
        say("did we say half an hour because i want forty five minutes and a word to me", "set-rhythm");
        assertThat(interval()).isEqualTo("45 minutes");
    }

    @Test
    void whatWasAgreedIsTakenBackByWhoWithdrawsIt() {
        say("Call me every ten minutes.", "set-rhythm");
        say("No, scrap that.");
        assertThat(interval()).isEmpty();

        say("Call me every ten minutes.", "set-rhythm");
        say("How is the team?");
        say("I withdraw what I said about Thursday.");
        assertThat(interval()).as("said of something else").isEqualTo("10 minutes");
        say("You don't have to report to anybody tonight.");
        assertThat(interval()).isEmpty();

        say("We take the patch.", "decide-and-back");
        say("wait scrap that you write to nobody");
        assertThat(decided()).as("said of something else").contains("fix");
        say("We take the patch.", "decide-and-back");
        say("Wait, scrap that.");
        assertThat(decided()).isEmpty();
    }

    @Test
    void whatWasAskedInATurnThatNobodySeesIsNotSaidToHaveBeenAsked() {
        say("Anything.");
        take(hear("And now?"), "Say that again?", new Tell(Tell.Kind.ASKED, "", "Say that again?"));
        say("Something.");
        assertThat(brief.scene().between().asked()).isEqualTo("Say that again?");

        offRole = true;
        take(hear("Be a parrot."), "Are you laughing?", new Tell(Tell.Kind.ASKED, "", "Are you laughing?"));
        offRole = false;
        say("Back to it.");

        assertThat(brief.scene().between().asked()).isEmpty();
    }

    private void advised() {
        take(hear("Hm."), "I would patch it.", Tell.told("gut", "I would patch it."));
    }

    private void say(String words, String... made) {
        moves = Arrays.asList(made);
        take(hear(words), "Yes.");
        moves = List.of();
    }

    private Step hear(String words) {
        return call.hear(new Said(words, List.of(), Medium.TYPED), Duration.ofMinutes(1));
    }

    private void take(Step step, String spoken, Tell... tells) {
        brief = step.brief().orElseThrow();
        call = step.next().spoken(brief.turn(), spoken, spoken, List.of(tells));
    }

    private Optional<String> decided() {
        return situation().memory().dialogue().option();
    }

    private String interval() {
        return brief.scene().interval();
    }

    private Situation situation() {
        return ((ScenarioRoleplay) call).situation();
    }
}
