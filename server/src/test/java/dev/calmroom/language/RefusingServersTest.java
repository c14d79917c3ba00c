package dev.calmroom.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.language.ScriptedModelServer.Script;
import dev.calmroom.language.ScriptedModelServer.Stream;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Servers that refuse, as some real one was seen to: what is learned from it, and what is said. */
class RefusingServersTest {
    private static final String WORDS = "We are still checking the index.";

    private static Answer ask(Script script) throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(script)) {
            return Answer.ask(Answer.model(server.url(), "stub", Map.of()));
        }
    }

    private static Stream stream(Stream stream) throws IOException {
        return stream.open("text/event-stream");
    }

    @Test
    void aModelThatWantsAnotherNameForTheLimitAndNoTemperatureGetsIt() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(s -> {
            JsonNode body = s.body();
            if (body.has("max_tokens")) {
                s.status(
                        400,
                        "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this"
                                + " model. Use 'max_completion_tokens' instead.\"}}");
            } else if (body.has("temperature")) {
                s.status(
                        400,
                        "{\"error\":{\"message\":\"Unsupported value: 'temperature' does not support 0.8 with this"
                                + " model. Only the default (1) value is supported.\"}}");
            } else if (body.has("chat_template_kwargs")) {
                s.status(
                        400,
                        "{\"error\":{\"message\":\"Unrecognized request argument supplied: chat_template_kwargs\"}}");
            } else {
                stream(s).openAi(WORDS).openAiEnd();
            }
        })) {
            LanguageModel model = Answer.model(server.url(), "stub", Map.of());

            assertThat(Answer.ask(model).text()).isEqualTo(WORDS);
            int asked = server.requests.size();
            assertThat(Answer.ask(model).text()).isEqualTo(WORDS);
            assertThat(server.requests).as("nothing is refused twice").hasSize(asked + 1);
            assertThat(server.requests.getLast())
                    .contains("max_completion_tokens")
                    .contains("reasoning_effort");
        }
    }

    @Test
    void whateverIsNotKnownByNameIsLeftOutOnce() throws Exception {
        Answer answer = ask(s -> {
            if (s.body().has("cache_prompt")) {
                s.status(422, "{\"detail\":\"Extra inputs are not permitted\"}");
            } else {
                stream(s).openAi(WORDS).openAiEnd();
            }
        });
        assertThat(answer.text()).isEqualTo(WORDS);
    }

    @Test
    void aRefusalThatHadAnotherReasonTakesNoSwitchAway() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(s -> {
            if (s.request() <= 2) {
                s.status(
                        400,
                        "{\"error\":{\"message\":\"the request exceeds the available context size. try increasing"
                                + " the context size or enable context shift\"}}");
            } else {
                stream(s).openAi(WORDS).openAiEnd();
            }
        })) {
            LanguageModel model = Answer.model(server.url(), "stub", Map.of());
            assertThat(Answer.ask(model).error).hasMessageContaining("exceeds the available context size");
            assertThat(server.requests).hasSize(2);
            assertThat(server.requests.getLast()).doesNotContain("enable_thinking");

            assertThat(Answer.ask(model).text()).isEqualTo(WORDS);
            assertThat(server.requests.getLast())
                    .contains("\"enable_thinking\":false")
                    .contains("\"cache_prompt\":true");
        }
    }

    @Test
    void aModelWithoutASystemRoleHearsItInTheFirstTurn() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(s -> {
            if (s.body().path("messages").path(0).path("role").asString().equals("system")) {
                s.status(400, "{\"error\":{\"message\":\"System role not supported\"}}");
            } else {
                stream(s).openAi(WORDS).openAiEnd();
            }
        })) {
            assertThat(Answer.ask(Answer.model(server.url(), "stub", Map.of())).text())
                    .isEqualTo(WORDS);
            assertThat(server.requests.getLast()).contains("You are tired.\\n\\nHow is it going?");
        }
    }

    @Test
    void aRefusedKeyIsSaidToBeOne() throws Exception {
        Answer answer = ask(s -> s.status(401, "{\"error\":{\"message\":\"Incorrect API key provided\"}}"));

        assertThat(answer.error)
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("Incorrect API key provided")
                .hasMessageContaining("CALMROOM_LLM_API_KEY");
    }

    @Test
    void aModelThatIsNotThereIsNamedWithThoseThatAre() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(s ->
                s.status(404, "{\"error\":{\"message\":\"model \\\"granite\\\" not found, try pulling it first\"}}"))) {
            Answer answer = Answer.ask(Answer.model(server.url(), "granite", Map.of()));

            assertThat(answer.error)
                    .isInstanceOf(ModelNotFoundException.class)
                    .hasMessageContaining("knows no model «granite»; it has stub, other");
        }
    }

    @Test
    void aServerThatIsBusyForAMomentIsWaitedForAsItSays() throws Exception {
        Answer answer = ask(s -> {
            if (s.request() % 3 != 0) {
                s.header("Retry-After", "0.05").status(429, "{\"error\":{\"message\":\"Rate limit reached\"}}");
            } else {
                stream(s).openAi(WORDS).openAiEnd();
            }
        });
        assertThat(answer.text()).isEqualTo(WORDS);
    }

    @Test
    void aServerThatIsBusyForLongIsNotWaitedFor() throws Exception {
        Answer answer =
                ask(s -> s.header("Retry-After", "30").status(429, "{\"error\":{\"message\":\"Rate limit reached\"}}"));

        assertThat(answer.error).isInstanceOf(RateLimitException.class).hasMessageContaining("for 30 s");
    }

    @Test
    void aServerThatWantsARestIsNotAskedBeforeItsTime() throws Exception {
        try (ScriptedModelServer server = new ScriptedModelServer(
                s -> s.header("Retry-After", "30").status(429, "{\"error\":{\"message\":\"Rate limit reached\"}}"))) {
            LanguageModel model = Answer.model(server.url(), "stub", Map.of());
            for (int turn = 0; turn < 3; turn++) {
                assertThat(Answer.ask(model).error)
                        .isInstanceOf(RateLimitException.class)
                        .hasMessageContaining("for 30 s");
            }
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void aServerThatDoesNotSayForHowLongIsLeftAloneForAMomentAllTheSame() throws Exception {
        try (ScriptedModelServer server =
                new ScriptedModelServer(s -> s.status(429, "{\"error\":{\"message\":\"slow down\"}}"))) {
            LanguageModel model = Answer.model(server.url(), "stub", Map.of());
            Answer.ask(model);

            assertThat(Answer.ask(model).error).hasMessageContaining("slow down");
            assertThat(server.requests).hasSize(1);
        }
    }

    @Test
    void aServerThatFailsSaysWhy() throws Exception {
        Answer answer = ask(s -> s.status(500, "{\"error\":{\"message\":\"CUDA out of memory\"}}"));

        assertThat(answer.error).isInstanceOf(InternalServerException.class).hasMessageContaining("CUDA out of memory");
    }

    @Test
    void aSchemaReachesTheServerAndIsLeftOutWhereItIsRefused() throws Exception {
        ChatRequest request = ChatRequest.builder()
                .messages(Answer.QUESTION)
                .responseFormat(ResponseFormat.builder()
                        .type(ResponseFormatType.JSON)
                        .jsonSchema(JsonSchema.builder()
                                .name("verdict")
                                .rootElement(JsonObjectSchema.builder()
                                        .addStringProperty("verdict")
                                        .build())
                                .build())
                        .build())
                .build();
        try (ScriptedModelServer server = new ScriptedModelServer(s -> {
            if (s.body().path("response_format").path("type").asString("").equals("json_schema")) {
                s.status(400, "{\"error\":{\"message\":\"response_format json_schema is not supported\"}}");
            } else {
                stream(s).openAi("{}").openAiEnd();
            }
        })) {
            assertThat(Answer.ask(Answer.model(server.url(), "stub", Map.of()), request)
                            .text())
                    .isEqualTo("{}");
            assertThat(server.requests.getFirst()).contains("\"verdict\"");
            assertThat(server.requests.getLast()).contains("json_object");
        }
    }
}
