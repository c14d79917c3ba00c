package dev.calmroom.language;

import dev.calmroom.language.Habits.Habit;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
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

/** OpenAI's chat completions, which most servers speak: llama.cpp, vLLM, LM Studio, Ollama's {@code /v1}, gateways. */
record OpenAiDialect(String base) implements Dialect {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public Dialect at(String other) {
        return new OpenAiDialect(other);
    }

    @Override
    public URI chat() {
        return URI.create(base + "/chat/completions");
    }

    @Override
    public URI models() {
        return URI.create(base + "/models");
    }

    @Override
    public Optional<List<String>> named(JsonNode answer) {
        JsonNode list = answer.isArray() ? answer : answer.path("data");
        if (!list.isArray()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        list.forEach(model -> names.add(model.path("id").asString("")));
        return Optional.of(names.stream().filter(name -> !name.isEmpty()).toList());
    }

    @Override
    public void authorise(HttpRequest.Builder request, @Nullable String key) {
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
    }

    @Override
    public ObjectNode body(String model, ChatRequest request, ModelSettings settings, Habits habits) {
        ObjectNode body = JSON.createObjectNode().put("model", model);
        body.set("messages", messages(request, habits));
        body.put("stream", true);
        if (!habits.has(Habit.NO_TEMPERATURE)) {
            body.put("temperature", Asked.temperature(request, settings));
        }
        int budget = habits.budget(Asked.tokens(request, settings));
        if (!habits.has(Habit.NO_LIMIT)) {
            body.put(habits.has(Habit.OTHER_NAME_OF_LIMIT) ? "max_completion_tokens" : "max_tokens", budget);
        }
        if (habits.has(Habit.OTHER_NAME_OF_LIMIT) && !habits.has(Habit.NO_EFFORT)) {
            body.put("reasoning_effort", habits.has(Habit.NO_MINIMAL_EFFORT) ? "low" : "minimal");
        }
        if (!habits.has(Habit.NO_CACHE_SWITCH)) {
            body.put("cache_prompt", true);
        }
        if (!habits.has(Habit.NO_TEMPLATE_SWITCH)) {
            body.putObject("chat_template_kwargs").put("enable_thinking", false);
        }
        format(request.responseFormat(), habits, body);
        return body;
    }

    private static ArrayNode messages(ChatRequest request, Habits habits) {
        Dialogue dialogue = Dialogue.of(request.messages(), habits.has(Habit.NO_SYSTEM_ROLE));
        ArrayNode messages = JSON.createArrayNode();
        if (!dialogue.system().isEmpty()) {
            messages.addObject().put("role", "system").put("content", dialogue.system());
        }
        dialogue.turns()
                .forEach(turn -> messages.addObject().put("role", turn.role()).put("content", turn.text()));
        return messages;
    }

    private static void format(@Nullable ResponseFormat format, Habits habits, ObjectNode body) {
        if (format == null || format.type() != ResponseFormatType.JSON || habits.has(Habit.NO_JSON_MODE)) {
            return;
        }
        ObjectNode wanted = body.putObject("response_format");
        if (format.jsonSchema() == null || habits.has(Habit.NO_SCHEMA)) {
            wanted.put("type", "json_object");
            return;
        }
        ObjectNode schema = wanted.put("type", "json_schema").putObject("json_schema");
        schema.put("name", format.jsonSchema().name()).put("strict", true);
        schema.set(
                "schema",
                JSON.valueToTree(
                        JsonSchemaElementUtils.toMap(format.jsonSchema().rootElement(), true)));
    }

    @Override
    public Piece read(JsonNode frame) {
        if (frame.hasNonNull("error")) {
            JsonNode error = frame.get("error");
            return Piece.trouble(error.path("message").asString(error.toString()));
        }
        int tokens = frame.path("usage").path("completion_tokens").asInt(0);
        JsonNode choice = frame.path("choices").path(0);
        JsonNode delta = choice.hasNonNull("delta") ? choice.get("delta") : choice.path("message");
        boolean thinks = !text(delta.path("reasoning_content")).isEmpty()
                || !text(delta.path("reasoning")).isEmpty();
        return new Piece(
                text(delta.path("content")),
                thinks,
                WhyEnded.of(choice.path("finish_reason").asString("")),
                null,
                tokens);
    }

    /** Content is a text, null, or a list of parts of which some are texts. */
    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> {
            if (part.path("text").isString()) {
                text.append(part.path("text").stringValue());
            }
        });
        return text.toString();
    }
}
