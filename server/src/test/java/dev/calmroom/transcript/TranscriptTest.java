package dev.calmroom.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranscriptTest {
    private static final SpeakerNames NAMES = SpeakerNames.of(List.of("Kenji", "Kenji Nakamura"));

    @Test
    void aTurnALineByWhoSaysIt() {
        assertThat(turns("""
                # scenario: platform-down, seed: 42, prompts: 0123456789ab (Platform down)
                Kenji: Hi. Still down.

                Leader: How are you: honestly?
                  I mean it.
                KENJI NAKAMURA: Tired.
                """))
                .containsExactly(
                        Turn.of(1, Speaker.PERSONA, "Hi. Still down."),
                        Turn.of(2, Speaker.LEADER, "How are you: honestly? I mean it."),
                        Turn.of(3, Speaker.PERSONA, "Tired."));
    }

    @Test
    void twoLinesOfOneSideInARowAreOneTurn() {
        assertThat(turns("Leader: One.\nLeader: Two.\nKenji: Three."))
                .extracting(Turn::text)
                .containsExactly("One. Two.", "Three.");
    }

    @Test
    void wordsBeforeAColonAreNoSpeakerAndThatIsTold() {
        Transcript.Placed placed =
                Transcript.read("Leader: Two options.\nOption one: roll back.").place(NAMES);

        assertThat(placed.turns()).extracting(Turn::text).containsExactly("Two options. Option one: roll back.");
        assertThat(placed.notes()).extracting(Transcript.Note::line).containsExactly(2);
        assertThat(placed.notes().getFirst().text()).contains("Option one");
    }

    @Test
    void aLineThatGoesOnIsIndented() {
        assertThat(turns("Leader: Two options.\n  Rollback: four hours.\nKenji: Yes."))
                .extracting(Turn::text)
                .containsExactly("Two options. Rollback: four hours.", "Yes.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Kenji: Hi.~CEO: How are you?                | line 2: «CEO» speaks, and is neither the leader nor Kenji",
                "Kenji: Hi.~~Speaker 1: How are you?         | line 3: «Speaker 1» speaks",
                "Leader: Hi.~the boss: So?~the boss: Well?   | line 2: «the boss» speaks",
                "Dana: Hi.~Leader: Well?                     | line 1: «Dana» speaks",
                "~Dear diary,                                | line 2: expected «Leader: …» or «Kenji: …», found «Dear diary,»",
                "WEBVTT~~00:01.000 --> 00:02.000~Hi there    | names no speakers",
            })
    void nobodysWordsAreGivenToSomebodyElse(String text, String message) {
        assertThatThrownBy(() -> turns(text.replace('~', '\n')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void whoIsSaidToBeWhoIsBelieved() {
        Transcript call = Transcript.read("Kenji: Hello?\nCEO: Hi.\nDana: I can hear you.\nBoss: Go on.\nKenji: Well.");

        assertThat(call.turns(NAMES.with(List.of("ceo", "Boss"), List.of(), List.of("Dana"))))
                .containsExactly(
                        Turn.of(1, Speaker.PERSONA, "Hello?"),
                        Turn.of(2, Speaker.LEADER, "Hi. Go on."),
                        Turn.of(3, Speaker.PERSONA, "Well."));
        assertThat(call.place(NAMES.with(List.of("CEO", "Boss"), List.of(), List.of("Dana")))
                        .notes())
                .extracting(Transcript.Note::text)
                .containsExactly("left out, neither side's: I can hear you.");
        assertThatThrownBy(() -> NAMES.with(List.of("CEO"), List.of("ceo"), List.of()))
                .hasMessageContaining("the same name");
    }

    @Test
    void aPersonaCanBeTheLeaderOfAnotherCall() {
        assertThat(Transcript.read("Kenji: I am up.\nDana: It is down.")
                        .turns(NAMES.with(List.of("Kenji"), List.of("Dana"), List.of())))
                .extracting(Turn::speaker)
                .containsExactly(Speaker.LEADER, Speaker.PERSONA);
    }

    @Test
    void aHashWithWordsBehindItIsSaidAndANoteIsTold() {
        Transcript.Placed placed = Transcript.read(
                        "Kenji: What first?\nLeader: People are\n#1 tonight.\n# the room laughs\nKenji: Okay.")
                .place(NAMES);

        assertThat(placed.turns())
                .extracting(Turn::text)
                .containsExactly("What first?", "People are #1 tonight.", "Okay.");
        assertThat(placed.notes()).containsExactly(new Transcript.Note(4, "a note, and not said: the room laughs"));
    }

    @Test
    void everybodyWhoSpeaksIsTold() {
        assertThat(Transcript.read("Kenji: Hi.\nCEO: Hello.\nCEO: You?\nThe point is: this\nDana: Um.")
                        .voices())
                .extracting(voice -> voice.speaker() + " " + voice.lines() + " " + voice.line())
                .containsExactly("Kenji 1 1", "CEO 2 2", "Dana 1 5");
    }

    @Test
    void timesCountFromTheFirstWords() {
        Transcript.Placed placed = Transcript.read(
                        "1\n00:10:01,000 --> 00:10:04,500\nKenji: Hi.\n\n2\n00:10:05,000 --> 00:10:08,000\nLeader: Yes?\n")
                .place(NAMES);

        assertThat(placed.ends().get(1)).hasMillis(3_500);
        assertThat(placed.ends().get(2)).hasMillis(7_000);
    }

    @Test
    void moreThanAnybodySaysIsRefused() {
        assertThatThrownBy(() -> turns("Leader: " + "word ".repeat(3_000)))
                .hasMessageContaining("line 1: a turn has at most 10,000 characters");
        assertThatThrownBy(() -> turns("Leader: a\nKenji: b\n".repeat(1_600)))
                .hasMessageContaining("a call has at most 3,000 turns");
    }

    @Test
    void aFileThatIsNoTextIsRefused() {
        assertThatThrownBy(() -> TextFile.decode(new byte[] {'X', 'Y', 3, 4, 0, 1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no text");
        assertThat(TextFile.decode(new byte[] {'a', (byte) 0xE2, (byte) 0x80}).text())
                .as("cut within its last character")
                .isEqualTo("a");
    }

    private static List<Turn> turns(String text) {
        return Transcript.read(text).turns(NAMES);
    }
}
