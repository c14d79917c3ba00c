package dev.calmroom.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What meeting tools write around the words, and between them: nobody's words, or asked for, never somebody else's. */
class OddExportsTest {
    private static final SpeakerNames NAMES = SpeakerNames.of(List.of("Kenji", "Kenji Nakamura"));
    private static final String FIRST = "nobody named, 1";
    private static final String SECOND = "nobody named, 2";
    private static final List<String> WORDS = List.of("It is still down.", "How are you holding up?", "Tired.");

    @Test
    void titleDayAndLengthAboveTheFirstSpeakerAreLeftOutAndTold() {
        Transcript.Placed call = placed("""
                Incident call-20261129_230412-Meeting Recording
                November 29, 2026, 11:04PM
                12m 40s

                Kenji Nakamura   0:03
                It is still down.

                Leader   0:09
                How are you holding up?

                Kenji Nakamura   0:14
                Tired.
                """);

        assertThat(words(call)).isEqualTo(WORDS);
        assertThat(call.notes()).extracting(Transcript.Note::line).containsExactly(1, 2, 3);
        assertThat(call.notes()).allMatch(note -> note.text().startsWith("before the first speaker, left out:"));
    }

    @Test
    void timesOnALineOfTheirOwnAndWhatTheToolWritesBelowAreNobodysWords() {
        Transcript.Placed call = placed("""
                Incident call (2026-11-29 23:04 GMT-8) - Transcript
                00:00:00

                Kenji Nakamura: It is still down.
                Leader: How are you holding up?
                00:05:00

                Kenji Nakamura: Tired.
                Meeting ended after 00:12:40
                This editable transcript was computer generated and might contain errors.
                Transcribed by https://otter.ai
                """);

        assertThat(words(call)).isEqualTo(WORDS);
        assertThat(call.notes()).extracting(Transcript.Note::line).containsExactly(1, 9, 10, 11);
    }

    @Test
    void aParagraphThatNamesNobodyIsReadOnAndTold() {
        Transcript.Placed call = placed("Kenji: It is down.\n\nLeader: Go on.\nPlease.\n\nWhatever it is.\n");

        assertThat(words(call)).containsExactly("It is down.", "Go on. Please. Whatever it is.");
        assertThat(call.notes()).containsExactly(new Transcript.Note(6, "names no speaker; read on as the one before"));
    }

    @Test
    void aTimeBehindTheNameIsNotPartOfIt() {
        Transcript call = Transcript.read("""
                Speaker 1 (00:02):
                It is still down.

                Speaker 2 (00:05):
                How are you?

                Speaker 1 (00:09):
                Tired.
                """);

        assertThat(call.voices()).extracting(Transcript.Voice::speaker).containsExactly("Speaker 1", "Speaker 2");
        assertThat(call.voices()).extracting(Transcript.Voice::lines).containsExactly(2, 1);
        assertThat(call.lines().getFirst().start()).hasSeconds(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p><b>Kenji:</b> It is still down.</p>~<p><b>Leader:</b> How are you holding up?</p>~<p><b>Kenji:</b> Tired.</p>",
                "<!DOCTYPE html>~<html><head><title>Kenji: a call</title></head>~<body><div class=\"a\">Kenji: It is still down.</div>~<div>Leader: How are you holding up?<br/></div>~<div>Kenji: Tired.</div></body></html>",
                "\u200fKenji\u200e: It is still down.~\u202aLeader\u202c: How are you holding up?~\u2068Kenji\u2069: Tired.",
                "Kenji: It is still down.~[phone rings]~Leader: How are you holding up?~(inaudible)~Kenji: Tired.~Leader: [sighs]",
                "WEBVTT~~1 \"Kenji Nakamura\" (2147)~00:02.000 --> 00:05.000~It is still down.~~2 \"Leader\" (1038)~00:05.000 --> 00:06.000~How are you holding up?~~3 \"Kenji Nakamura\" (2147)~00:09.000 --> 00:09.700~Tired.",
                "1~00:00:01,000 --> 00:00:02,000~[Music]~~2~00:00:02,000 --> 00:00:03,000~>> KENJI: It is still down.~>> LEADER: How are you holding up?~>> KENJI: Tired.",
            })
    void marksOfEveryKindAreNoWords(String text) {
        String file = TextFile.decode(text.replace('~', '\n').getBytes(StandardCharsets.UTF_8))
                .text();

        assertThat(words(placed(file))).isEqualTo(WORDS);
    }

    @Test
    void whatIsInBracketsAsAWholeIsTold() {
        assertThat(placed("Kenji: Hi.\n[crosstalk]\nLeader: Hm.").notes())
                .containsExactly(new Transcript.Note(2, "no words, left out: [crosstalk]"));
    }

    @Test
    void whoBeginsToSpeakInMidLineSpeaksAndThatIsTold() {
        Transcript.Placed call = placed("""
                Kenji: It is still down. Leader: How are you holding up? Kenji: Tired.
                Leader: I said: rest. Now: go.
                """);

        assertThat(words(call))
                .containsExactly("It is still down.", "How are you holding up?", "Tired.", "I said: rest. Now: go.");
        assertThat(call.notes())
                .extracting(Transcript.Note::text)
                .containsExactly(
                        "«Leader:» within the line was read as who speaks next",
                        "«Kenji:» within the line was read as who speaks next");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"speaker\":\"Kenji\",\"text\":\"Down.\"},{\"speaker\":null,\"text\":\"How are you?\"},{\"speaker\":\"Leader\",\"text\":\"So?\"}]",
                "1~00:00:01,000 --> 00:00:02,000~>> KENJI: Down.~~2~00:00:02,000 --> 00:00:03,000~>> How are you?~~3~00:00:03,000 --> 00:00:04,000~>> LEADER: So?",
            })
    void whereSomebodySpeaksAndTheFileDoesNotSayWhoThatIsAsked(String text) {
        Transcript call = Transcript.read(text.replace('~', '\n'));

        assertThatThrownBy(() -> call.place(NAMES))
                .isInstanceOf(UnknownSpeakerException.class)
                .hasMessageContaining("«nobody named");
        assertThat(call.turns(NAMES.with(List.of("nobody named"), List.of(), List.of())))
                .extracting(Turn::text)
                .containsExactly("Down.", "How are you? So?");
    }

    @Test
    void aPageOnOneLineHasItsOwnLines() {
        Transcript.Placed call =
                placed("<!DOCTYPE html><html><head><title>Kenji: a call</title></head><body><h1>A call</h1>"
                        + "<p><b>Kenji:</b> It is still down.</p><div>Leader: How are you<br/>holding <i>up</i>?</div>"
                        + "<ul><li>Kenji: Tired.</li></ul></body></html>\n<p>[door]</p>");

        assertThat(words(call)).isEqualTo(WORDS);
        assertThat(call.notes())
                .containsExactly(
                        new Transcript.Note(1, "before the first speaker, left out: A call"),
                        new Transcript.Note(2, "no words, left out: [door]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!--", "<script "})
    void whatBeginsOverAndOverAndNeverEndsIsReadOnce(String begin) {
        String page =
                "<b>Kenji:</b> Hi.\nLeader: Hm.\n" + (begin.repeat(50) + "\n").repeat(2_000_000 / 50 / begin.length());

        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(Markup.lines(page)).hasSizeGreaterThan(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"speaker\":\"Leader\",\"text\":\"The plan. Kenji: you roll back.\"},{\"speaker\":\"Kenji\",\"text\":\"Yes.\"}]",
                "WEBVTT~~00:01.000 --> 00:02.000~<v Leader>The plan. Kenji: you roll back.</v>~~00:02.000 --> 00:03.000~<v Kenji>Yes.</v>",
                "WEBVTT~~1 \"Leader\" (1)~00:01.000 --> 00:02.000~The plan. Kenji: you roll back.~~2 \"Kenji\" (2)~00:02.000 --> 00:03.000~Yes.",
                "WEBVTT~~00:01.000 --> 00:02.000~Leader: The plan. Kenji: you roll back.~~00:02.000 --> 00:03.000~Kenji: Yes.",
            })
    void whomTheFileNamesKeepsTheWords(String text) {
        Transcript.Placed call = placed(text.replace('~', '\n'));

        assertThat(call.turns())
                .extracting(Turn::speaker, Turn::text)
                .containsExactly(
                        tuple(Speaker.LEADER, "The plan. Kenji: you roll back."), tuple(Speaker.PERSONA, "Yes."));
        assertThat(call.notes())
                .extracting(Transcript.Note::text)
                .containsExactly("«Kenji:» within the line was read as words");
    }

    @Test
    void wordsBeforeAColonStayWordsWhereSomebodyElseGoesOnInTheLine() {
        Transcript.Placed call = placed("Kenji: Hi.\nso this is it: fix it. Leader: How?\nwait for it: [sighs]\n");

        assertThat(words(call)).containsExactly("Hi. so this is it: fix it.", "How? wait for it:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s, 00:12:04", "%s, 11:04 AM", "%s, [29.11.2026 23:04]"})
    void aCommaBetweenNameAndTimeMakesNoDayOfTheName(String above) {
        Transcript.Placed call = placed("November 29, 2026, 11:04PM\n%s\nDown.\n\n%s\nSo?\n"
                .formatted(above.formatted("Kenji Nakamura"), above.formatted("Leader")));

        assertThat(words(call)).containsExactly("Down.", "So?");
        assertThat(call.notes()).extracting(Transcript.Note::line).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"November 29, 2026, 11:04PM", "29 Nov 2026 23:04", "2026-11-29 23:04", "29/11/26, 23:04"})
    void aSpeakerWithANumberIsNoDayAndADayIsNoSpeaker(String day) {
        Transcript call = Transcript.read(day + "\nMarcus 1, 00:12:04\nDown.\n\nSpeaker 2, 00:12:09\nSo?\n");

        assertThat(call.voices()).extracting(Transcript.Voice::speaker).containsExactly("Marcus 1", "Speaker 2");
    }

    @Test
    void aCueThatGoesOnWithoutANameMayChangeTheSpeaker() {
        Transcript.Placed call = placed("""
                1
                00:00:01,000 --> 00:00:02,000
                Leader: How are you

                2
                00:00:02,000 --> 00:00:03,000
                holding up? Kenji: Tired.
                """);

        assertThat(call.turns())
                .extracting(Turn::speaker, Turn::text)
                .containsExactly(tuple(Speaker.LEADER, "How are you holding up?"), tuple(Speaker.PERSONA, "Tired."));
    }

    /** That somebody else speaks is all that such captions say: who it is, somebody has to say who knows. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1~00:00:01,000 --> 00:00:02,000~>> It is still down.~~2~00:00:02,000 --> 00:00:03,000~>> How are you~~3~00:00:03,000 --> 00:00:04,000~holding up?~>> Tired.",
                "1~00:00:01,000 --> 00:00:02,000~It is still down. >> How are you~~2~00:00:02,000 --> 00:00:03,000~holding up? >>~~3~00:00:03,000 --> 00:00:04,000~Tired.",
                "WEBVTT~~00:01.000 --> 00:02.000~>>> It is still down.~~00:02.000 --> 00:03.000~&gt;&gt; [sighs]~How are you holding up?~~00:03.000 --> 00:04.000~>>Tired.",
                ">> It is still down.~>> How are you~holding up? >> Tired.",
                "It is still down.~>> How are you holding up?~>> Tired.",
                "1~00:00:01,000 --> 00:00:02,000~[Music]~~2~00:00:02,000 --> 00:00:03,000~It is still down.~~3~00:00:03,000 --> 00:00:04,000~>> How are you~holding up? >> Tired.",
            })
    void twoWhoTakeTurnsAndAreNotNamedAreAskedForEach(String text) {
        Transcript call = Transcript.read(text.replace('~', '\n'));

        assertThat(call.voices()).extracting(Transcript.Voice::speaker).containsExactly(FIRST, SECOND);
        assertThatThrownBy(() -> call.place(NAMES))
                .isInstanceOf(UnknownSpeakerException.class)
                .hasMessageContaining("«nobody named, 1» speaks");
        assertThat(call.turns(NAMES.with(List.of(SECOND), List.of(FIRST), List.of())))
                .extracting(Turn::speaker, Turn::text)
                .containsExactly(
                        tuple(Speaker.PERSONA, WORDS.getFirst()),
                        tuple(Speaker.LEADER, WORDS.get(1)),
                        tuple(Speaker.PERSONA, WORDS.getLast()));
        assertThat(call.notes())
                .extracting(Transcript.Note::text)
                .contains("that somebody else speaks is marked, and not who; read as two who take turns");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1~00:00:01,000 --> 00:00:02,000~>> KENJI: Down. >> Why?~~2~00:00:02,000 --> 00:00:03,000~>> So here: no idea.~~3~00:00:03,000 --> 00:00:04,000~>> LEADER: Sleep. >> Yes.",
                "1~00:00:01,000 --> 00:00:02,000~KENJI: Down.~- Why?~~2~00:00:02,000 --> 00:00:03,000~- So here: no idea.~~3~00:00:03,000 --> 00:00:04,000~LEADER: Sleep.~-Yes.",
                "1~00:00:01,000 --> 00:00:02,000~KENJI: Down.~– Why?~~2~00:00:02,000 --> 00:00:03,000~– So here: no idea.~~3~00:00:03,000 --> 00:00:04,000~LEADER: Sleep.~—Yes.",
                "WEBVTT~~00:01.000 --> 00:02.000~<v KENJI>Down.~~00:02.000 --> 00:03.000~>> Why? >> So here: no idea.~~00:03.000 --> 00:04.000~<v LEADER>Sleep. >> Yes.",
                "KENJI: Down.~>> Why?~>> So here: no idea.~LEADER: Sleep. >> Yes.",
            })
    void whoIsNotNamedBetweenNamesIsNotWhoeverSpokeBefore(String text) {
        Transcript call = Transcript.read(text.replace('~', '\n'));

        assertThat(call.voices())
                .extracting(Transcript.Voice::speaker, Transcript.Voice::words)
                .containsExactly(
                        tuple("KENJI", "Down."),
                        tuple("nobody named, 1 after KENJI", "Why?"),
                        tuple("nobody named, 2 after KENJI", "So here: no idea."),
                        tuple("LEADER", "Sleep."),
                        tuple("nobody named, 1 after LEADER", "Yes."));
    }

    @Test
    void aMinusAndBlanksWithoutEndAreNobodyElse() {
        Transcript call = Transcript.read(
                "1\n00:00:01,000 --> 00:00:02,000\nKENJI: It is\n-5 degrees.\n\n2\n00:00:02,000 --> 00:00:03,000\nLEADER: So?\n");
        assertThat(call.voices()).extracting(Transcript.Voice::speaker).containsExactly("KENJI", "LEADER");

        String blanks = "Kenji: Down." + " ".repeat(300_000) + "still\nLeader: So?\n>> Yes.\n>> No.\n";
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Transcript.read(blanks));
    }

    @Test
    void arrowsOfACommandAreWords() {
        Transcript.Placed call = placed("Kenji: The log says >> /dev/null. What now?\nLeader: Do cat a >> b then.");

        assertThat(words(call)).containsExactly("The log says >> /dev/null. What now?", "Do cat a >> b then.");
    }

    /** In plain text a dash may begin a list as well: it is read on, and that is told. */
    @Test
    void aDashInPlainTextIsTold() {
        Transcript.Placed call = placed("Kenji: Two ways.\n- The rollback.\n– The fix.\nLeader: Go on.");

        assertThat(words(call)).containsExactly("Two ways. - The rollback. – The fix.", "Go on.");
        assertThat(call.notes())
                .containsExactly(
                        new Transcript.Note(2, "names no speaker; read on as the one before"),
                        new Transcript.Note(3, "names no speaker; read on as the one before"));
    }

    @Test
    void captionsThatNameNobodyAreRefused() {
        assertThatThrownBy(() -> Transcript.read("""
                        1
                        00:00:01,000 --> 00:00:02,000
                        It is down.

                        2
                        00:00:02,000 --> 00:00:03,000
                        - How are you?
                        - Tired.
                        """))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names no speakers");
    }

    @Test
    void aFirstCueThatBeginsWithASoundIsReadOrRefused() {
        String music = "1\n00:00:01,000 --> 00:00:02,000\n[Music]\n%s\n\n2\n00:00:02,000 --> 00:00:03,000\n%s\n";

        assertThat(words(placed(music.formatted("Kenji: Down.", "Leader: So?"))))
                .containsExactly("Down.", "So?");
        assertThatThrownBy(() -> placed(music.formatted("It is down.", "Leader: So?")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found «It is down.»");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PK\3\4 word/document.xml   | a Word or OpenDocument file",
                "%PDF-1.7                    | a PDF, no transcript. Save the transcript in it as plain text",
                "{\\\\rtf1 Kenji: Down.}     | a rich text file",
                "....ftypM4A                 | an M4A or MP4 file, no transcript. Sound of this kind cannot be read; convert it",
                "fLaC....                    | a FLAC file",
                "OggS....                    | an Ogg file, no transcript. A recording is read as one where its name ends",
            })
    void aFileOfAnotherKindIsNamedWithWhatToDo(String begin, String message) {
        byte[] bytes = begin.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> TextFile.decode(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aByteThatNoTextHasIsFound() {
        assertThatThrownBy(() -> TextFile.decode("Kenji: Hi.\nLeader: \0 Hm.\n".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("is no text: line 2 has a byte that no text has");
    }

    private static Transcript.Placed placed(String text) {
        return Transcript.read(text).place(NAMES);
    }

    private static List<String> words(Transcript.Placed call) {
        return call.turns().stream().map(Turn::text).toList();
    }
}
