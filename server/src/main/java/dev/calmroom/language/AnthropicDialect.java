package dev.calmroom.language;

import dev.calmroom.language.Habits.Habit;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.output.FinishReason;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's messages. */
record AnthropicDialect(String base) implements Dialect {
    static final String HOME = "https://api.anthropic.com";
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public Dialect at(String other) {
        return new AnthropicDialect(other);
    }

    @Override
    public URI chat() {
        return URI.create(base + "/v1/messages");
    }

    @Override
    public URI models() {
        return URI.create(base + "/v1/models");
    }

    @Override
    public Optional<List<String>> named(JsonNode answer) {
        if (!answer.path("data").isArray()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        answer.path("data").forEach(model -> names.add(model.path("id").asString("")));
        return Optional.of(names);
    }

    @Override
    public void authorise(HttpRequest.Builder request, @Nullable String key) {
        request.header("anthropic-version", "2023-06-01");
        if (key != null) {
            request.header("x-api-key", key);
        }
    }

    @Override
    public boolean takesSchema() {
        return false;
    }

    @Override
    public ObjectNode body(String model, ChatRequest request, ModelSettings settings, Habits habits) {
        ObjectNode body = JSON.createObjectNode().put("model", model);
        Dialogue dialogue = Dialogue.of(request.messages(), false);
        if (!dialogue.system().isEmpty()) {
            // The part that is the same in every turn is kept by the server.
            body.putArray("system")
                    .addObject()
                    .put("type", "text")
                    .put("text", dialogue.system())
                    .putObject("cache_control")
                    .put("type", "ephemeral");
        }
        ArrayNode messages = body.putArray("messages");
        dialogue.turns()
                .forEach(turn -> messages.addObject().put("role", turn.role()).put("content", turn.text()));
        body.put("stream", true).put("max_tokens", habits.budget(Asked.tokens(request, settings)));
        if (!habits.has(Habit.NO_TEMPERATURE)) {
            body.put("temperature", Math.min(1, Asked.temperature(request, settings)));
        }
        return body;
    }

    @Override
    public Piece read(JsonNode frame) {
        return switch (frame.path("type").asString("")) {
            case "content_block_delta" ->
                new Piece(
                        frame.path("delta").path("text").asString(""),
                        frame.path("delta").path("type").asString("").equals("thinking_delta"),
                        null,
                        null,
                        0);
            case "message_delta" ->
                new Piece(
                        "",
                        false,
                        WhyEnded.of(frame.path("delta").path("stop_reason").asString("")),
                        null,
                        frame.path("usage").path("output_tokens").asInt(0));
            case "message_stop" -> new Piece("", false, FinishReason.STOP, null, 0);
            case "error" -> Piece.trouble(frame.path("error").path("message").asString(frame.toString()));
            // Clients are asked to pass over those that they do not know; the others say nothing of the words.
            default -> Piece.NOTHING;
        };
    }
}
