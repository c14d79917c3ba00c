package dev.calmroom.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.language.ScriptedModelServer.Script;
import dev.calmroom.language.ScriptedModelServer.Stream;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each test is a server that behaves as some real one was seen to. */
class ServerBehaviourTest {
    private static final String WORDS = "We are still checking the index.";

    private static Answer ask(Script script) throws Exception {
        return ask(script, Map.of());
    }

    private static Answer ask(Script script, Map<String, String> more) throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(script)) {
            return Answer.ask(Answer.model(server.url(), "stub", more));
        }
    }

    private static Stream stream(Stream stream) throws IOException {
        return stream.open("text/event-stream");
    }

    private static void end(Stream stream, String reason) throws IOException {
        stream.raw("data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"%s\"}]}\n\ndata: [DONE]\n\n"
                .formatted(reason));
    }

    @Test
    void anEndForAReasonThatNobodyKnowsIsAnEnd() throws Exception {
        Answer answer = ask(s -> end(stream(s).openAi(WORDS), "of-a-later-version"));

        assertThat(answer.text()).isEqualTo(WORDS);
        assertThat(Objects.requireNonNull(answer.response).finishReason()).isEqualTo(FinishReason.OTHER);
    }

    @Test
    void wordsArriveAsTheyAreSaid() throws Exception {
        Answer answer = ask(s ->
                stream(s).openAi("We are ", "still ", "checking the index.").openAiEnd());

        assertThat(answer.pieces).hasSize(3);
        assertThat(answer.text()).isEqualTo(WORDS);
        assertThat(Objects.requireNonNull(answer.response).finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void commentsAndMarksOfLifeAreNoWords() throws Exception {
        assertThat(ask(s -> stream(s)
                                .raw(": OPENROUTER PROCESSING\n\ndata: : keepalive\n\nevent: ping\ndata: \n\n")
                                .openAi(WORDS)
                                .openAiEnd())
                        .text())
                .isEqualTo(WORDS);
    }

    @Test
    void nullContentNoChoicesNoUsageAndNoEndAreTaken() throws Exception {
        Answer answer = ask(s -> stream(s)
                .raw("data: {\"choices\":[],\"usage\":null}\n\n")
                .raw("data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null}}]}\n\n")
                .openAi(WORDS));

        assertThat(answer.text()).isEqualTo(WORDS);
        assertThat(Objects.requireNonNull(answer.response).finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void aWholeAnswerInPlaceOfAStreamIsTaken() throws Exception {
        assertThat(ask(s -> s.open("application/json").raw("""
            {
              "choices": [
                {"message": {"content": "%s"}, "finish_reason": "stop"}
              ]
            }
            """.formatted(WORDS)))
                        .text())
                .isEqualTo(WORDS);
    }

    @Test
    void anAnswerCutByItsBudgetSaysSo() throws Exception {
        Answer answer = ask(s -> {
            stream(s).openAi("Nobody here has");
            end(s, "length");
        });
        assertThat(Objects.requireNonNull(answer.response).finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void thoughtsAreNeverSpokenAndTheBudgetHasRoomForThemNextTime() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(s -> stream(s)
                .openAi("<thi", "nk>\nThe user is wor", "ried.</th", "ink>\n\n", WORDS)
                .openAiEnd())) {
            LanguageModel model = Answer.model(server.url(), "stub", Map.of());

            assertThat(Answer.ask(model).text()).isEqualTo(WORDS);
            assertThat(Answer.ask(model).text()).isEqualTo(WORDS);
            assertThat(server.requests.getFirst()).contains("\"max_tokens\":90").contains("\"enable_thinking\":false");
            assertThat(server.requests.getLast()).contains("\"max_tokens\":2090");
        }
    }

    @Test
    void aBudgetThatDrownedInThoughtsIsMadeLargerAtOnce() throws Exception {
        Answer answer = ask(s -> {
            if (s.body().path("max_tokens").asInt() < 1000) {
                stream(s)
                        .raw("data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"The"
                                + " user\",\"content\":null}}]}\n\n");
                end(s, "length");
            } else {
                stream(s).openAi(WORDS).openAiEnd();
            }
        });
        assertThat(answer.text()).isEqualTo(WORDS);
    }

    private static ChatRequest onlyToRead() {
        return ChatRequest.builder()
                .messages(Answer.QUESTION)
                .maxOutputTokens(1)
                .build();
    }

    @Test
    void nobodyThinksAboutWhatIsOnlyToBeRead() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(s -> {
            stream(s)
                    .raw("data: {\"choices\":[{\"delta\":{\"reasoning_content\":\"The user\","
                            + "\"content\":null}}]}\n\n");
            end(s, "length");
        })) {
            LanguageModel model = Answer.model(server.url(), "stub", Map.of());
            Answer.ask(model, onlyToRead());
            assertThat(server.requests)
                    .as("it is known to think now, and not asked again for that")
                    .hasSize(1);

            Answer.ask(model, onlyToRead());
            assertThat(server.requests.getLast()).contains("\"max_tokens\":1,");
        }
    }

    @Test
    void whereTheLimitHasItsOtherNameReadingTakesTheLeastOfIt() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(s -> {
            if (s.body().has("max_tokens")) {
                s.status(400, "{\"error\":{\"message\":\"Use 'max_completion_tokens' instead.\"}}");
            } else {
                stream(s).openAi("We");
                end(s, "length");
            }
        })) {
            Answer.ask(Answer.model(server.url(), "stub", Map.of()), onlyToRead());

            assertThat(server.requests.getLast()).contains("\"max_completion_tokens\":16,");
        }
    }

    @Test
    void whoRamblesIsNotTakenForAThinker() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(s -> {
            stream(s).openAi("Yes, and I might add that");
            end(s, s.body().path("max_tokens").asInt() <= 32 ? "length" : "stop");
        })) {
            LanguageModel model = Answer.model(server.url(), "stub", Map.of());
            model.check();
            Answer.ask(model);

            assertThat(server.requests).hasSize(3);
            assertThat(server.requests.getLast()).contains("\"max_tokens\":90,");
        }
    }

    @Test
    void aModelWhoseTemplateSwallowsTheOpeningTagIsKnownAfterItsFirstAnswer() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(s -> stream(s)
                .openAi("The user is ", "worried.", "</think>", "\n" + WORDS)
                .openAiEnd())) {
            LanguageModel model = Answer.model(server.url(), "stub", Map.of());
            // What a service does before it takes calls.
            model.check();

            assertThat(Answer.ask(model).text()).isEqualTo(WORDS);
        }
    }

    @Test
    void strictTemplatesGetTheirTurnsInTurn() throws Exception {
        List<String> roles = new ArrayList<>();
        try (ScriptedModelServer server = new ScriptedModelServer(s -> {
            s.body().path("messages").forEach(m -> roles.add(m.path("role").asString()));
            stream(s).openAi(WORDS).openAiEnd();
        })) {
            ChatRequest request = ChatRequest.builder()
                    .messages(
                            SystemMessage.from("You are tired."),
                            AiMessage.from("It's me."),
                            AiMessage.from("We're still down."),
                            UserMessage.from("How is it?"),
                            UserMessage.from("Answer in ten words."))
                    .build();
            assertThat(Answer.ask(Answer.model(server.url(), "stub", Map.of()), request)
                            .text())
                    .isEqualTo(WORDS);
        }
        assertThat(roles).containsExactly("system", "user", "assistant", "user");
    }

    @Test
    void aConnectionThatBreaksBeforeTheFirstWordMayBeAskedAgain() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(s -> {
            if (s.request() == 1) {
                s.breakOff();
            } else {
                stream(s).openAi(WORDS).openAiEnd();
            }
        })) {
            LanguageModel model = Answer.model(server.url(), "stub", Map.of());
            assertThat(Answer.ask(model).error)
                    .isInstanceOf(RetriableException.class)
                    .hasMessageContaining("failed");
            int searches = server.searches.get();

            assertThat(Answer.ask(model).text()).isEqualTo(WORDS);
            assertThat(server.searches).hasValue(searches);
        }
    }

    @Test
    void anErrorInTheMiddleOfAStreamIsOne() throws Exception {
        Answer answer = ask(s -> stream(s).openAi("We ").raw("data: {\"error\":{\"message\":\"slot lost\"}}\n\n"));

        assertThat(answer.error).hasMessageContaining("slot lost");
    }

    @Test
    void leavingBeforeTheFirstWordClosesTheConnection() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(s -> stream(s).stall())) {
            Answer answer = new Answer();
            var handle = Answer.model(server.url(), "stub", Map.of())
                    .ask(ChatRequest.builder().messages(Answer.QUESTION).build(), answer);
            while (server.requests.isEmpty()) {
                Thread.onSpinWait();
            }
            handle.cancel();

            assertThat(server.wasLeft()).isTrue();
            assertThat(answer.isOver()).as("nothing more is heard").isFalse();
        }
    }

    @Test
    void leavingInTheMiddleClosesTheConnection() throws Exception {
        try (ScriptedModelServer server =
                new ScriptedModelServer(s -> stream(s).openAi("We ").stall())) {
            Answer answer = new Answer();
            var handle = Answer.model(server.url(), "stub", Map.of())
                    .ask(ChatRequest.builder().messages(Answer.QUESTION).build(), answer);
            assertThat(answer.begun.await(10, TimeUnit.SECONDS)).isTrue();
            handle.cancel();

            assertThat(server.wasLeft()).isTrue();
        }
    }

    @Test
    void whoLeavesInTheMiddleDoesNotLoseTheServersAddress() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(s -> {
            stream(s).openAi(WORDS);
            if (s.request() == 1) {
                s.stall();
            } else {
                s.openAiEnd();
            }
        })) {
            LanguageModel model = Answer.model(server.url(), "stub", Map.of());
            Answer left = new Answer();
            var handle =
                    model.ask(ChatRequest.builder().messages(Answer.QUESTION).build(), left);
            assertThat(left.begun.await(10, TimeUnit.SECONDS)).isTrue();
            int searches = server.searches.get();
            handle.cancel();
            assertThat(server.wasLeft()).isTrue();

            assertThat(Answer.ask(model).text()).isEqualTo(WORDS);
            assertThat(server.searches).as("searched for once").hasValue(searches);
            assertThat(model.trouble()).isEmpty();
        }
    }

    @Test
    void anAnswerThatTakesTooLongIsLeft() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(s -> stream(s).stall())) {
            Answer answer =
                    Answer.ask(Answer.model(server.url(), "stub", Map.of("CALMROOM_LLM_TIMEOUT_SECONDS", "0.3")));

            assertThat(answer.error).isInstanceOf(TimeoutException.class);
            assertThat(server.wasLeft()).isTrue();
        }
    }
}
