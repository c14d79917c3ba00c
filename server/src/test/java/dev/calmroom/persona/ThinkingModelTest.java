package dev.calmroom.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.ScriptedModelServer;
import dev.calmroom.language.ScriptedModelServer.Script;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that think before they speak, in all the ways in which servers let that through: nothing of it is heard. */
class ThinkingModelTest extends ModelCase {
    private static final String ANSWER = "Sixty percent. I would not bet on it.";
    private static final String THOUGHT =
            "They ask how likely it is. Sixty is the number to give. I am tired of saying it.";

    private static Heard afterWaking(Script script) throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(script)) {
            LanguageModel model = model(server, Map.of());
            // What a service does before it takes calls.
            model.awake();
            return said(Casts.cast(model, scenario, Manner.WORDED, Casts.withoutBridge(model), guard, timer)
                    .forCall());
        }
    }

    private static String chunk(String field, String text) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"%s\":\"%s\"}}]}\n\n".formatted(field, text);
    }

    private static boolean asksForAWord(ScriptedModelServer.Stream stream) {
        return stream.body().toString().contains("one word");
    }

    @Test
    void theFieldForThoughtsIsNotListenedTo() throws Exception {
        Heard heard = afterWaking(stream -> stream.open("text/event-stream")
                .raw(chunk("reasoning_content", THOUGHT))
                .raw(chunk("reasoning", THOUGHT))
                .openAi(ANSWER)
                .openAiEnd());
        assertThat(heard.text()).isEqualTo(ANSWER);
    }

    @Test
    void thoughtsWhoseOpeningTagTheTemplateSwallowedAreNotSpokenEvenInTheFirstTurn() throws Exception {
        Heard heard = afterWaking(stream -> {
            int budget = stream.body().path("max_tokens").asInt();
            stream.open("text/event-stream").openAi(THOUGHT.split("(?<= )"));
            if (budget < 100 && asksForAWord(stream)) {
                cut(stream);
            } else {
                stream.openAi("\n</think>\n\n", asksForAWord(stream) ? "Yes." : ANSWER)
                        .openAiEnd();
            }
        });
        assertThat(heard.text()).isEqualTo(ANSWER);
        assertThat(heard.speaker).isEqualTo("stub");
    }

    @Test
    void aBudgetThatDrownsInThoughtsIsMadeLargerAndTheTurnIsWorded() throws Exception {
        Heard heard = afterWaking(stream -> {
            stream.open("text/event-stream").raw(chunk("reasoning_content", THOUGHT));
            if (stream.body().path("max_tokens").asInt() < 1_000) {
                cut(stream);
            } else {
                stream.openAi(asksForAWord(stream) ? "yes" : ANSWER).openAiEnd();
            }
        });
        assertThat(heard.text()).isEqualTo(ANSWER);
        assertThat(heard.speaker).isEqualTo("stub");
    }

    @Test
    void whoseThoughtsNeverEndHasTheUnderstudySpeak() throws Exception {
        Heard heard = turn(
                stream -> {
                    stream.open("text/event-stream").raw(chunk("reasoning_content", THOUGHT));
                    cut(stream);
                },
                Map.of());
        assertThat(heard.speaker).isEqualTo("understudy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Okay, so the caller wants to know how likely the fix is. Sixty percent is the figure. Sixty percent.",
                "Let me think about how to respond. The odds are sixty percent. He sounds guarded.",
                "I need to respond in a guarded tone, within twenty words. Sixty percent. Maybe less.",
                "Hmm. The user is asking about the odds. I can say sixty percent here. It's sixty.",
                "First, the question asks for the odds of the fix. Sixty percent then.",
                "Kenji would be careful here, since nobody has promised anything. Sixty percent, maybe.",
                "Looking at the note, there is one fact. Sixty percent. That's it.",
                "Draft: Sixty percent. That fits the tone. Sixty percent it is.",
                "I should keep the answer short and avoid mentioning the backup. Sixty percent.",
                "The response should be between four and twenty-two words. Sixty percent."
            })
    void thinkingAloudIsNotSpokenNorWhatItArrivesAt(String aloud) throws Exception {
        Heard heard = turn(
                stream -> stream.open("text/event-stream")
                        .openAi(stream.request() == 1 ? aloud : "Sixty percent, if it holds.")
                        .openAiEnd(),
                Map.of());
        assertThat(heard.text()).isIn("Sixty percent, if it holds.", "Hmm. Sixty percent, if it holds.");
        assertThat(heard.speaker).isEqualTo("stub");
    }

    @Test
    void whoThinksAloudAgainIsNotListenedToAgain() throws Exception {
        Heard heard = turn(
                stream -> stream.open("text/event-stream")
                        .openAi("Right. ", "I need to respond as someone tired. Sixty percent would do.")
                        .openAiEnd(),
                Map.of());
        assertThat(heard.speaker).isEqualTo("understudy");
        assertThat(heard.text()).startsWith("Right. ").doesNotContain("respond").containsIgnoringCase("sixty");
    }

    /** What somebody who is tired says about asking, answering and thinking is no thinking aloud. */
    @Test
    void plainWordsAboutThinkingAreSpoken() {
        for (String sentence : List.of(
                "They keep asking me when it's back.",
                "Let me think.",
                "I need to answer the board, and I can't.",
                "The users see nothing but errors.",
                "I should say that it was mine.",
                "The answer is, I don't know.",
                "Give me a second, I'm thinking.",
                "We have to keep it short out there, they need the room.",
                "I want to be careful with that.",
                "My answer would be the same.",
                "I could ask them, they're right here.",
                "From the notes on the wall, it's the same index.")) {
            SpeechGuard.Inspection inspection = guard.inspect(brief(), CALL, Manner.FREE);
            assertThat(inspection.objection(inspection.cleaned(sentence)))
                    .as(sentence)
                    .isEmpty();
        }
    }

    private static void cut(ScriptedModelServer.Stream stream) throws IOException {
        stream.raw("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}]}\n\n");
        stream.raw("data: [DONE]\n\n");
    }
}
