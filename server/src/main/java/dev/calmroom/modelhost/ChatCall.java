package dev.calmroom.modelhost;

import com.sun.net.httpserver.HttpExchange;
import dev.calmroom.modelhost.Inference.Message;
import dev.calmroom.modelhost.Inference.Outcome;
import dev.calmroom.modelhost.Inference.Prompt;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request for an answer. The model's thread writes into it, the connection's thread sends; a comment every moment,
 * while nothing is said yet, is how it is noticed that the other side has gone.
 */
final class ChatCall {
    private static final long PULSE_MILLIS = 100;
    private static final int USUAL = 256;

    /** What the model's thread hands over. */
    private sealed interface Part {
        record Words(String text) implements Part {}

        record End(Outcome outcome) implements Part {}

        record Failure(String words, int status) implements Part {}
    }

    private final HttpExchange exchange;
    private final Prompt prompt;
    private final boolean streamed;
    private final String model;
    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private volatile boolean left;

    private ChatCall(HttpExchange exchange, Prompt prompt, boolean streamed, String model) {
        this.exchange = exchange;
        this.prompt = prompt;
        this.streamed = streamed;
        this.model = model;
    }

    /** @throws IllegalArgumentException when the body is no request */
    static ChatCall of(HttpExchange exchange, JsonNode body, String model) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : body.path("messages")) {
            String role = message.path("role").asString("");
            if (!List.of("system", "user", "assistant").contains(role)) {
                throw new IllegalArgumentException("a message's role is system, user or assistant, not '" + role + "'");
            }
            messages.add(new Message(role, message.path("content").asString("")));
        }
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("messages are missing");
        }
        int tokens =
                body.path("max_tokens").asInt(body.path("max_completion_tokens").asInt(USUAL));
        if (tokens < 1) {
            throw new IllegalArgumentException("max_tokens is at least 1");
        }
        double temperature = body.path("temperature").asDouble(0.8);
        return new ChatCall(
                exchange,
                new Prompt(messages, tokens, temperature, schema(body.path("response_format"))),
                body.path("stream").asBoolean(false),
                model);
    }

    private static @Nullable String schema(JsonNode format) {
        return switch (format.path("type").asString("")) {
            case "json_schema" -> format.path("json_schema").path("schema").toString();
            case "json_object" -> "{\"type\":\"object\"}";
            case "", "text" -> null;
            default -> throw new IllegalArgumentException("response_format is text, json_object or json_schema");
        };
    }

    /** Runs on the model's thread. */
    void answerBy(Inference inference) {
        if (left) {
            return;
        }
        try {
            parts.add(new Part.End(inference.answer(prompt, () -> !left, text -> {
                parts.add(new Part.Words(text));
                return !left;
            })));
        } catch (IllegalArgumentException e) {
            parts.add(new Part.Failure(String.valueOf(e.getMessage()), 400));
        } catch (RuntimeException e) {
            parts.add(new Part.Failure("llama.cpp: " + e.getMessage(), 500));
        }
    }

    /**
     * Sends until the end. Runs on the connection's thread.
     *
     * @return false when the other side has gone
     */
    boolean deliver() {
        try (exchange) {
            if (streamed) {
                stream();
            } else {
                whole();
            }
            return true;
        } catch (IOException e) {
            left = true;
            return false;
        } catch (InterruptedException e) {
            left = true;
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void stream() throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        while (true) {
            Part part = parts.poll(PULSE_MILLIS, TimeUnit.MILLISECONDS);
            switch (part) {
                case null -> line(out, ": at work");
                case Part.Words words -> event(out, chunk(words.text(), null));
                case Part.Failure failure -> {
                    ObjectNode body = ModelHost.JSON.createObjectNode();
                    body.putObject("error").put("message", failure.words()).put("code", failure.status());
                    event(out, body);
                    return;
                }
                case Part.End end -> {
                    event(out, measured(chunk("", end.outcome().cut() ? "length" : "stop"), end.outcome()));
                    line(out, "data: [DONE]");
                    return;
                }
            }
        }
    }

    private void whole() throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (parts.take()) {
                case Part.Words words -> text.append(words.text());
                case Part.Failure failure -> {
                    ModelHost.refuse(exchange, failure.status(), failure.words());
                    return;
                }
                case Part.End end -> {
                    ObjectNode body = envelope("chat.completion");
                    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
                    choice.putObject("message").put("role", "assistant").put("content", text.toString());
                    choice.put("finish_reason", end.outcome().cut() ? "length" : "stop");
                    ModelHost.send(exchange, 200, measured(body, end.outcome()));
                    return;
                }
            }
        }
    }

    private ObjectNode envelope(String object) {
        return ModelHost.JSON
                .createObjectNode()
                .put("id", "chatcmpl-" + System.identityHashCode(this))
                .put("object", object)
                .put("created", System.currentTimeMillis() / 1000)
                .put("model", model);
    }

    private ObjectNode chunk(String text, @Nullable String finish) {
        ObjectNode body = envelope("chat.completion.chunk");
        ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
        ObjectNode delta = choice.putObject("delta");
        if (!text.isEmpty()) {
            delta.put("content", text);
        }
        choice.put("finish_reason", finish);
        return body;
    }

    private static ObjectNode measured(ObjectNode body, Outcome outcome) {
        int prompt = outcome.read() + outcome.known();
        body.putObject("usage")
                .put("prompt_tokens", prompt)
                .put("completion_tokens", outcome.written())
                .put("total_tokens", prompt + outcome.written())
                .putObject("prompt_tokens_details")
                .put("cached_tokens", outcome.known());
        body.putObject("timings")
                .put("prompt_n", outcome.read())
                .put("prompt_ms", outcome.readMillis())
                .put("predicted_n", outcome.written())
                .put("predicted_ms", outcome.writeMillis());
        return body;
    }

    private static void event(OutputStream out, ObjectNode body) throws IOException {
        line(out, "data: " + body);
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
