package dev.calmroom.language;

import dev.calmroom.language.Habits.Habit;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
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

/** Ollama's own protocol: knows how long a model stays loaded, how much it can read, and how to switch thinking off. */
record OllamaDialect(String base) implements Dialect {
    private static final JsonMapper JSON = new JsonMapper();
    /** Longer than a rehearsal pauses; Ollama's own five minutes are not. */
    private static final String STAYS_LOADED = "30m";
    /** Its default cuts a long prompt without a word. The same for most requests: another size loads the model anew. */
    private static final int CONTEXT = 8192;
    /** What the memory of a usual machine has room for. */
    private static final int LARGEST_CONTEXT = 32_768;

    private static final int CHARACTERS_A_TOKEN = 4;

    @Override
    public Dialect at(String other) {
        return new OllamaDialect(other);
    }

    @Override
    public URI chat() {
        return URI.create(base + "/api/chat");
    }

    @Override
    public URI models() {
        return URI.create(base + "/api/tags");
    }

    /** Others answer here too, in their own form: llama.cpp's server lists its models as OpenAI does besides. */
    @Override
    public Optional<List<String>> named(JsonNode answer) {
        if (!answer.path("models").isArray() || answer.has("data")) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        answer.path("models").forEach(model -> names.add(model.path("name").asString("")));
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
        Dialogue dialogue = Dialogue.of(request.messages(), habits.has(Habit.NO_SYSTEM_ROLE));
        ArrayNode messages = body.putArray("messages");
        if (!dialogue.system().isEmpty()) {
            messages.addObject().put("role", "system").put("content", dialogue.system());
        }
        dialogue.turns()
                .forEach(turn -> messages.addObject().put("role", turn.role()).put("content", turn.text()));
        body.put("stream", true).put("keep_alive", STAYS_LOADED);
        if (!habits.has(Habit.NO_THINKING_SWITCH)) {
            body.put("think", false);
        }
        format(request.responseFormat(), habits, body);
        int budget = habits.budget(Asked.tokens(request, settings));
        ObjectNode options =
                body.putObject("options").put("num_ctx", habits.context(context(characters(dialogue), budget)));
        if (!habits.has(Habit.NO_TEMPERATURE)) {
            options.put("temperature", Asked.temperature(request, settings));
        }
        options.put("num_predict", budget);
        return body;
    }

    private static int characters(Dialogue dialogue) {
        return dialogue.system().length()
                + dialogue.turns().stream()
                        .mapToInt(turn -> turn.text().length())
                        .sum();
    }

    /** @throws InvalidRequestException where prompt and answer have no room together: the prompt would be cut in silence */
    private static int context(int characters, int budget) {
        int needed = characters / CHARACTERS_A_TOKEN + budget;
        int context = CONTEXT;
        while (context < needed && context < LARGEST_CONTEXT) {
            context *= 2;
        }
        if (context < needed) {
            throw new InvalidRequestException(
                    "The request has some %d tokens with its answer, and Ollama is asked for %d at most"
                            .formatted(needed, LARGEST_CONTEXT));
        }
        return context;
    }

    private static void format(@Nullable ResponseFormat format, Habits habits, ObjectNode body) {
        if (format == null || format.type() != ResponseFormatType.JSON || habits.has(Habit.NO_JSON_MODE)) {
            return;
        }
        if (format.jsonSchema() == null || habits.has(Habit.NO_SCHEMA)) {
            body.put("format", "json");
        } else {
            body.set(
                    "format",
                    JSON.valueToTree(
                            JsonSchemaElementUtils.toMap(format.jsonSchema().rootElement())));
        }
    }

    @Override
    public Piece read(JsonNode frame) {
        if (frame.hasNonNull("error")) {
            return Piece.trouble(frame.get("error").asString(frame.get("error").toString()));
        }
        JsonNode message = frame.path("message");
        boolean done = frame.path("done").asBoolean(false);
        FinishReason finish = done ? WhyEnded.of(frame.path("done_reason").asString("stop")) : null;
        return new Piece(
                message.path("content").asString(""),
                !message.path("thinking").asString("").isEmpty(),
                finish,
                null,
                frame.path("eval_count").asInt(0));
    }
}
