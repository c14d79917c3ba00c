package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A decision that nobody has made and a promise that nobody can make do not reach the ear, also not inside a question. */
class ClaimsTest extends ModelCase {
    private static final Path FILE = Path.of("src/test/resources/persona/claims.tsv");
    private static final List<Turn> CALL = List.of(
            Turn.of(1, Speaker.PERSONA, "It's Kenji. We're still down."),
            Turn.of(2, Speaker.LEADER, "What happens next?"));

    private static Optional<String> refusal(String sentence, String act, String decided) {
        return refusal(sentence, act, decided, CALL.getLast().text());
    }

    private static Optional<String> refusal(String sentence, String act, String decided, String leader) {
        Scene scene = new Scene("", List.of(), decided, "", Set.of());
        Brief brief = in(UnderstudyTest.brief(3, act, "guarded", List.of(), leader), scene);
        List<Turn> call = List.of(CALL.getFirst(), Turn.of(2, Speaker.LEADER, leader));
        SpeechGuard.Inspection inspection = guard.inspect(brief, call, Manner.FREE);
        return inspection.objection(inspection.cleaned(sentence)).map(Objection::reason);
    }

    private static List<String> sentences(String kind) throws IOException {
        return Files.readAllLines(FILE).stream()
                .filter(line -> line.startsWith(kind + "\t"))
                .map(line -> line.substring(kind.length() + 1))
                .toList();
    }

    @Test
    void decisionsThatNobodyMadeAreRefused() throws IOException {
        assertThat(sentences("decision"))
                .allSatisfy(
                        said -> assertThat(refusal(said, "answer", "")).as(said).isPresent());
    }

    @Test
    void promisesThatNobodyCanMakeAreRefused() throws IOException {
        assertThat(sentences("promise"))
                .allSatisfy(
                        said -> assertThat(refusal(said, "answer", "")).as(said).isPresent());
    }

    @Test
    void doubtsConditionsAndPlainQuestionsAreNoClaim() throws IOException {
        assertThat(sentences("fair"))
                .allSatisfy(
                        said -> assertThat(refusal(said, "answer", "")).as(said).isEmpty());
    }

    /** Whichever way it is; each scenario by its own ways and verbs. */
    @Test
    void noChoiceIsMadeByThePersonaInAnyScenario() {
        for (String id : List.of("platform-down", "the-breach", "thursday")) {
            for (String said : List.of(
                    "It's settled.",
                    "Okay, it's decided.",
                    "The decision is made.",
                    "That decision has already been taken.",
                    "They've already started.",
                    "We've begun, so be quick.",
                    "I gave them the go-ahead.",
                    "I've already given the team the green light.")) {
                assertThat(refusalIn(id, said, "")).as(id + ": " + said).contains("a decision that nobody has made");
            }
            for (String said : List.of(
                    "It isn't settled.",
                    "Nothing has started.",
                    "Once it's decided, they begin.",
                    "They start as soon as you say which.",
                    "I haven't given anybody the go-ahead.",
                    "If it's settled, say so.")) {
                assertThat(claimed(refusalIn(id, said, "")))
                        .as(id + ": " + said)
                        .isEmpty();
            }
        }
        ownVerbs("the-breach", "plug", "I'm pulling the plug now.", "We're going dark.", "I've just shut it all down.");
        ownVerbs("the-breach", "lock", "I'm locking the account now.", "I've revoked the key already.");
        ownVerbs("thursday", "rehearse", "We're postponing the release.", "I'll move the release, then.");
        ownVerbs("platform-down", "fix", "We're patching the index.", "I'll mend it now.");
        assertThat(claimed(refusalIn("the-breach", "I could pull the plug, it takes a minute.", "")))
                .isEmpty();
        assertThat(claimed(refusalIn("the-breach", "If you say so, I'm pulling the plug.", "")))
                .isEmpty();
        assertThat(claimed(refusalIn("the-breach", "I'm not pulling anything.", "")))
                .isEmpty();
    }

    /** Whatever else may be said against a sentence. */
    private static Optional<String> claimed(Optional<String> reason) {
        return reason.filter(why -> why.startsWith("a decision") || why.startsWith("a promise"));
    }

    private static void ownVerbs(String id, String way, String... sentences) {
        for (String said : sentences) {
            assertThat(refusalIn(id, said, "")).as(said).contains("a decision that nobody has made");
            assertThat(claimed(refusalIn(id, said, way))).as(said).isEmpty();
        }
    }

    private static Optional<String> refusalIn(String id, String sentence, String decided) {
        Scenario played = new ScenarioFiles(PROMPTS).load(id);
        SpeechGuard its = new SpeechGuard(SpeechRules.read(PROMPTS), played, embeddings, Casts.text("turn-free.md"));
        Scene scene = new Scene("", List.of(), decided, "", openFacts(played));
        Brief brief = in(
                UnderstudyTest.brief(3, "answer", "guarded", List.of(), "And now, what do you think of that?"), scene);
        SpeechGuard.Inspection inspection = its.inspect(brief, CALL, Manner.FREE);
        return inspection.objection(inspection.cleaned(sentence)).map(Objection::reason);
    }

    private static Set<String> openFacts(Scenario played) {
        return played.plot().facts().stream().map(Knowledge.Fact::id).collect(Collectors.toSet());
    }

    @Test
    void aDoubtOfSomethingElseTakesNoClaimBack() {
        for (String said : List.of(
                "We're rolling back now, I can't wait any longer.",
                "I won't ask twice, we're doing the fix.",
                "They've started the rollback, and nobody needs to call me.",
                "I don't care, I'm starting the fix now.")) {
            assertThat(refusal(said, "answer", "")).as(said).contains("a decision that nobody has made");
        }
        for (String said : List.of(
                "We'll be back by six, I won't let you down.",
                "I can promise you we won't lose a single customer.",
                "It'll be up again by morning, and nobody will notice.",
                "You have my word it comes back tonight, I never said otherwise.",
                "I guarantee you the fix works, not like the last time.")) {
            assertThat(refusal(said, "answer", "", "What hours are there, six, or the morning, or tonight?"))
                    .as(said)
                    .contains("a promise that nobody can make");
        }
        for (String said : List.of(
                "I can't promise you we won't lose a customer.",
                "Nobody can guarantee it works.",
                "I won't give you my word it holds.",
                "I'd never say it'll be back by six.",
                "If it holds, it'll be up again, and nobody has to know.",
                "We aren't rolling back, and I'm waiting for you.")) {
            assertThat(claimed(refusal(said, "answer", "", "What hours are there, six, or the morning, or tonight?")))
                    .as(said)
                    .isEmpty();
        }
    }

    @Test
    void aLengthOfTimeThatTheLeaderHasWrongIsNotTakenOverEither() {
        String wrong = "So you have been down for nine hours, and the rollback takes fourteen minutes?";
        for (String said : List.of("Nine hours now, yes.", "Yeah, it takes fourteen minutes.")) {
            assertThat(mistaken(said, wrong)).as(said).isPresent();
        }
        for (String said : List.of("It isn't nine hours.", "Six hours now.", "Four hours, not fourteen minutes.")) {
            assertThat(mistaken(said, wrong)).as(said).isEmpty();
        }
        assertThat(refusal("Every twenty minutes, yes.", "answer", "", "Call me every twenty minutes."))
                .isEmpty();
    }

    private static Optional<String> mistaken(String sentence, String leader) {
        Scene scene = new Scene(
                "",
                List.of(),
                "",
                "",
                Scene.NONE.between(),
                Set.of(),
                new Scene.Understood(List.of("outage"), Set.of(), true),
                Scene.Past.NOTHING);
        Brief brief = in(UnderstudyTest.brief(3, "answer", "guarded", List.of(), leader), scene);
        List<Turn> call = List.of(CALL.getFirst(), Turn.of(2, Speaker.LEADER, leader));
        SpeechGuard.Inspection inspection = guard.inspect(brief, call, Manner.FREE);
        return inspection.objection(inspection.cleaned(sentence)).map(Objection::reason);
    }

    @Test
    void whatWasSaidMayBeSaidAgainWhereTheLeaderAsksForIt() {
        String said = "Support has logged 800 tickets and counting.";
        for (String leader : List.of(
                "You broke up, say that again.", "Sorry?", "I didn't catch that.", "Can you repeat that for me?")) {
            assertThat(repeated(said, leader)).as(leader).isEmpty();
        }
        for (String leader : List.of("And what else?", "You say that it is bad.")) {
            assertThat(repeated(said, leader)).as(leader).contains("said before");
        }
    }

    private static Optional<String> repeated(String sentence, String leader) {
        List<Turn> call = List.of(Turn.of(1, Speaker.PERSONA, sentence), Turn.of(2, Speaker.LEADER, leader));
        Brief brief = UnderstudyTest.brief(3, "say-again", "guarded", List.of(), leader);
        SpeechGuard.Inspection inspection = guard.inspect(brief, call, Manner.FREE);
        return inspection.objection(inspection.cleaned(sentence)).map(Objection::reason);
    }

    @Test
    void aNameAtTheBeginningOfASentenceIsANameToo() {
        for (String said : List.of(
                "Marcus. He pushed it.",
                "Gregory pushed it.",
                "Fatima's on it.",
                "Ludmila and I, we looked at it.",
                "Henrik said it was safe.")) {
            assertThat(refusal(said.split("(?<=\\.) ", -1)[0], "answer", "", "Who did it?"))
                    .as(said)
                    .isPresent();
        }
        for (String said : List.of(
                "Exhausted.",
                "Nothing.",
                "Rough.",
                "Numb, mostly.",
                "Awful.",
                "Whoever wrote it meant well.",
                "Honestly, no.",
                "Loading's slow.",
                "Kenji's tired.",
                "Nobody said it.",
                "Support said that too.")) {
            assertThat(refusal(said, "answer", "").filter(why -> why.startsWith("a name")))
                    .as(said)
                    .isEmpty();
        }
    }

    @Test
    void whatTheLeaderDecidedMayBeSaidAndOnlyThat() {
        assertThat(refusal("Since we're doing the fix, can you call Sales?", "answer", "fix"))
                .isEmpty();
        assertThat(refusal("Since we're doing the rollback, can you call Sales?", "answer", "fix"))
                .contains("a decision that nobody has made");
    }

    @Test
    void theOneFalsePromiseIsMadeWhereTheStateForcesItAndNoOther() {
        assertThat(refusal("By one it's back, I promise.", "promise-falsely", ""))
                .isEmpty();
        assertThat(refusal("By one it's back, I promise.", "answer", "")).isPresent();
        assertThat(refusal("By three it's back, I promise.", "promise-falsely", ""))
                .isPresent();
        assertThat(refusal("The rollback is running and it's back by one.", "promise-falsely", ""))
                .contains("a decision that nobody has made");
    }

    @Test
    void aChoiceThatIsMadeIsNotAskedForAgainUnlessTheLeaderReopensIt() throws IOException {
        assertThat(sentences("open"))
                .allSatisfy(said ->
                        assertThat(refusal(said, "answer", "fix")).as(said).isPresent());
        assertThat(sentences("settled"))
                .allSatisfy(said ->
                        assertThat(refusal(said, "answer", "fix")).as(said).isEmpty());
        assertThat(refusal("So then, the fix or the rollback?", "answer", "fix", "Wait. Stop."))
                .isEmpty();
        assertThat(refusal("Nothing's decided yet.", "answer", "")).isEmpty();
    }

    @Test
    void aFigureThatTheLeaderHasWrongIsPutRightAndNotTakenOver() {
        String wrong = "I was told nine hundred customers and thirty percent.";
        assertThat(refusal("Yeah, nine hundred customers.", "answer", "", wrong))
                .contains("a figure that is not so");
        assertThat(refusal("It's thirty percent, yes.", "answer", "", wrong)).isPresent();
        assertThat(refusal("It isn't nine hundred customers.", "answer", "", wrong))
                .isEmpty();
        assertThat(refusal("It's 2,200 customers, and sixty percent.", "answer", "", wrong))
                .isEmpty();
    }

    @Test
    void anHourThatNobodyHasNamedIsRefusedHoweverItIsWritten() {
        assertThat(refusal("It was fine until midday.", "answer", "")).isPresent();
        assertThat(refusal("It can't be midnight.", "object", "", "I need this fixed by midnight."))
                .isEmpty();
    }

    @Test
    void whoSaysOnThePhoneWhoRingsIsNotTheOtherSide() {
        assertThat(refusal("Kenji, still down.", "call-back", "")).isEmpty();
        assertThat(refusal("Kenji, you look after the team.", "answer", "")).contains("the wrong side speaking");
    }
}
