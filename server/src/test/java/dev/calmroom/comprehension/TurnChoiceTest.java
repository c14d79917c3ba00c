package dev.calmroom.comprehension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.comprehension.TurnChoice.Chosen;
import dev.calmroom.comprehension.TurnChoice.Place;
import dev.calmroom.comprehension.TurnChoice.UnreadableException;
import dev.calmroom.scenario.HearingCues;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model writes is a choice from lists, or it is nothing. */
class TurnChoiceTest {
    private static final String WORDS = "Sorry about that. How long does it take?";
    private static final List<Place> PLACES =
            List.of(new Place("Sorry about that", 0), new Place("How long does it take?", 18));
    private static final Set<String> FACTS = Set.of("duration", "odds");

    private static TurnChoice read(String answer) throws UnreadableException {
        return TurnChoice.read(answer, PLACES, FACTS);
    }

    @Test
    void idsAndPlacesAreReadInTheOrderOfTheTurn() throws UnreadableException {
        TurnChoice choice = read("""
                {"parts": [
                  {"part": 2, "asks": ["duration", "odds", "duration"], "does": [], "to": "persona"},
                  {"part": 1, "asks": [], "does": ["apology"], "to": "both"}]}""");

        assertThat(choice.parts())
                .containsExactly(
                        new Chosen(0, 16, List.of(), List.of("apology"), "both"),
                        new Chosen(18, 40, List.of("duration", "odds"), List.of(), "persona"));
        assertThat(WORDS.substring(18, 40)).isEqualTo("How long does it take?");
    }

    @Test
    void wordsAroundTheJsonArePassedOver() throws UnreadableException {
        TurnChoice choice = read(
                "Sure!\n```json\n{\"parts\": [{\"part\": 2, \"asks\": [\"memory.decided\"], \"does\": [], \"to\": \"nobody\"}]}\n```");

        assertThat(choice.parts())
                .singleElement()
                .satisfies(part -> assertThat(part.asks()).containsExactly("memory.decided"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | no JSON",
                "The duration. | no JSON",
                "{\"parts\": [{\"part\": 2, \"asks\": [\"dura | no JSON",
                "[] | no JSON",
                "{} | reads no part",
                "{\"parts\": []} | reads no part",
                "{\"parts\": {\"part\": 1}} | reads no part",
                "{\"parts\": [2]} | not there",
                "{\"parts\": [{\"part\": 0, \"asks\": [], \"does\": [], \"to\": \"both\"}]} | not there",
                "{\"parts\": [{\"part\": 3, \"asks\": [], \"does\": [], \"to\": \"both\"}]} | not there",
                "{\"parts\": [{\"part\": \"two\", \"asks\": [], \"does\": [], \"to\": \"both\"}]} | not there",
                "{\"parts\": [{\"part\": 1, \"asks\": [], \"does\": [], \"to\": \"both\"},{\"part\": 1, \"asks\": [], \"does\": [], \"to\": \"both\"}]} | one twice",
                "{\"parts\": [{\"part\": 1, \"asks\": \"odds\", \"does\": [], \"to\": \"both\"}]} | names nothing",
                "{\"parts\": [{\"part\": 1, \"does\": [], \"to\": \"both\"}]} | names nothing",
                "{\"parts\": [{\"part\": 1, \"asks\": [\"odds\",\"duration\",\"private\",\"opinion\"], \"does\": [], \"to\": \"both\"}]} | too much",
                "{\"parts\": [{\"part\": 1, \"asks\": [\"gut\"], \"does\": [], \"to\": \"both\"}]} | cannot be chosen",
                "{\"parts\": [{\"part\": 1, \"asks\": [\"Odds\"], \"does\": [], \"to\": \"both\"}]} | cannot be chosen",
                "{\"parts\": [{\"part\": 1, \"asks\": [7], \"does\": [], \"to\": \"both\"}]} | cannot be chosen",
                "{\"parts\": [{\"part\": 1, \"asks\": [\"\"], \"does\": [], \"to\": \"both\"}]} | cannot be chosen",
                "{\"parts\": [{\"part\": 1, \"asks\": [], \"does\": [\"hang-up\"], \"to\": \"both\"}]} | cannot be chosen",
                "{\"parts\": [{\"part\": 1, \"asks\": [], \"does\": [], \"to\": \"Sales\"}]} | cannot be chosen",
                "{\"parts\": [{\"part\": 1, \"asks\": [], \"does\": []}]} | cannot be chosen",
            })
    void anythingElseIsNoChoice(String answer, String why) {
        assertThatThrownBy(() -> read(answer))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining(why);
    }

    @Test
    void whatIsTooMuchIsNotRead() {
        String part = "{\"part\": 1, \"asks\": [], \"does\": [], \"to\": \"both\"}";
        assertThatThrownBy(() -> read("{\"parts\": [%s, %s, %s]}".formatted(part, part, part)))
                .hasMessageContaining("more parts than there are");
        assertThatThrownBy(() -> read("{\"parts\": [" + " ".repeat(5_000) + part + "]}"))
                .hasMessageContaining("on and on");
        assertThatThrownBy(() -> read("{\"parts\":" + "[".repeat(3_000) + "]".repeat(800) + "}"))
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    void aTurnIsCutAsTheEarCutsItAndNoFurtherThanCanBeShown() {
        HearingCues cues = HearingCues.read(Ears.PROMPTS);

        assertThat(TurnChoice.places("Right. How long does it take, and what are the odds?", cues))
                .extracting(Place::text)
                .containsExactly("Right", "How long does it take", "and what are the odds?");
        assertThat(TurnChoice.places("And? ".repeat(30), cues)).hasSize(TurnChoice.MOST_PARTS);
        assertThat(TurnChoice.places("  ", cues)).isEmpty();
    }
}
