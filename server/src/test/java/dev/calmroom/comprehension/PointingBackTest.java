package dev.calmroom.comprehension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What words are about that only point at it: the way out named last, the other one, the claim just made. */
class PointingBackTest {
    private static final Ear EAR = Ears.platformDown();

    private static List<String> facts(String words, String... subject) {
        return EAR.hear(words, List.of(subject)).facts();
    }

    @Test
    void aPlaceIsTheWayOutThatThePersonaNamesThere() {
        assertThat(facts("What is the worst case of the first one?")).containsExactly("rollback-worst");
        assertThat(facts("What is the worst case of the second one?")).containsExactly("fix-worst");
    }

    @Test
    void theOtherOneIsTheOneThatWasNotToldOfLast() {
        assertThat(facts("What is the worst case of the other one?", "rollback-worst"))
                .containsExactly("fix-worst");
        assertThat(facts("What is the worst case of the other one?", "fix-worst"))
                .containsExactly("rollback-worst");
    }

    @Test
    void whatIsSaidOfOneWayOutIsNotAnsweredByTheOther() {
        assertThat(facts("When would we be through with the targeted fix if you began now?"))
                .doesNotContain("rollback-clock");
    }

    @Test
    void itIsWhatTheSentenceBeforeHasNamed() {
        assertThat(facts("Take the slow one first. What is the worst it can do?"))
                .doesNotContain("fix-worst");
        assertThat(facts("Take the quick one first. What is the worst it can do?"))
                .doesNotContain("rollback-worst");
    }

    @Test
    void howItIsKnownIsAskedOfWhatWasToldLastOrIsNamed() {
        assertThat(facts("Says who?", "odds")).containsExactly("a-guess");
        assertThat(facts("Who checked?", "data-safe")).containsExactly("how-known-data");
        assertThat(facts("Sixty. Whose is it?", "customers")).containsExactly("a-guess");
        assertThat(facts("do you know that or do you hope it", "cause")).containsExactly("how-known-cause");
        assertThat(facts("Based on what?", "the-room")).containsExactly("how-known-so");
    }

    @Test
    void wordsInWhichAskingBackIsOnlySpokenOfAskNothing() {
        for (String words : List.of(
                "Thank everyone who checked the tables.",
                "I don't care who told you that.",
                "thank everyone who checked the tables",
                "I can tell. Whatever that is based on, I take it.")) {
            assertThat(EAR.hear(words, List.of("data-safe")).question())
                    .as(words)
                    .isFalse();
        }
    }

    @Test
    void aSentenceThatIsNothingButAskingBackNeedsNoMark() {
        assertThat(facts("Says who.", "odds")).containsExactly("a-guess");
        assertThat(facts("who checked", "data-safe")).containsExactly("how-known-data");
        assertThat(facts("Sixty, then. Based on what.", "customers")).containsExactly("a-guess");
        assertThat(facts("Tell me how you know that.", "cause")).containsExactly("how-known-cause");
    }

    @Test
    void aWordOrTwoAskAboutWhatThePersonaToldLast() {
        assertThat(facts("Why?", "odds")).containsExactly("why-odds");
        assertThat(facts("how come", "rollback")).containsExactly("rollback-how");
        assertThat(facts("but why that one though", "gut")).containsExactly("the-gut-why");
        assertThat(facts("And the other one?", "fix-worst")).containsExactly("rollback-worst");
        assertThat(facts("And then?", "fix-worst")).containsExactly("fallback");
        assertThat(facts("Why does the rollback take so long?", "odds"))
                .as("a question that stands alone")
                .containsExactly("rollback-how");
    }

    @Test
    void whyIsAskedOfWhatTheSameBreathHasAskedFor() {
        for (String words : List.of(
                "Which would you pick, and why?",
                "Kenji, mate, which would you pick, and why?",
                "okay so which do you recommend and why",
                "Forget the board, which would you pick, and why?",
                "forget the board which would you pick and why")) {
            assertThat(facts(words, "rollback")).as(words).containsExactly("gut", "the-gut-why");
        }
    }

    @Test
    void whatIsSetAsideIsNotAskedAbout() {
        TurnReading reading = EAR.hear("Forget the tickets. What do you reckon?");
        assertThat(reading.facts()).doesNotContain("tickets");
        assertThat(reading.mentions()).isEmpty();
        assertThat(EAR.hear("Never mind the tickets, which one would you take?").plain())
                .isTrue();
        assertThat(facts("Leave the board out of it. How many customers are affected?"))
                .containsExactly("customers");
    }

    @Test
    void aFigureThatIsNamedIsWhatIsAskedBackAbout() {
        assertThat(facts("Twenty-two hundred. Who counted?", "odds")).containsExactly("how-known-figures");
        assertThat(facts("2,200. Who counted?", "odds")).containsExactly("how-known-figures");
    }

    @Test
    void howItWouldBeSeenIsNoQuestionAboutAClaim() {
        assertThat(facts("How would you know whether it works?", "fix")).containsExactly("sign-of-success");
    }
}
