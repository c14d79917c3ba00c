package dev.calmroom.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An Ollama cuts in silence what is longer than it was told to read. */
class OllamaContextTest {
    private static ChatRequest ofTokens(int tokens) {
        return ChatRequest.builder()
                .messages(UserMessage.from("abc ".repeat(tokens)))
                .maxOutputTokens(2000)
                .build();
    }

    @Test
    void aLongCallIsReadWholeAndTheSizeIsKept() throws Exception {
        try (FakeOllama ollama = FakeOllama.with("small:latest")) {
            LanguageModel model = Answer.model(
                    "http://localhost:" + ollama.port(), "small", Map.of("CALMROOM_LLM_PROVIDER", "ollama"));
            Answer.ask(model, ofTokens(5_000)).text();
            assertThat(ollama.requests().getLast()).contains("\"num_ctx\":8192");
            Answer.ask(model, ofTokens(9_000)).text();
            assertThat(ollama.requests().getLast()).contains("\"num_ctx\":16384");
            Answer.ask(model, ofTokens(5_000)).text();
            assertThat(ollama.requests().getLast())
                    .as("another size would load the model anew")
                    .contains("\"num_ctx\":16384");

            int asked = ollama.requests().size();
            assertThat(Answer.ask(model, ofTokens(40_000)).error).hasMessageContaining("some 42000 tokens");
            assertThat(ollama.requests()).hasSize(asked);
        }
    }
}
