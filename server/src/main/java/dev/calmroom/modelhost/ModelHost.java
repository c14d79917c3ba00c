package dev.calmroom.modelhost;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model in a file behind OpenAI's protocol, on this machine's loopback only: {@code /v1/chat/completions},
 * {@code /v1/models} and {@code /health}. Requests are served one after the other.
 */
public final class ModelHost implements AutoCloseable {
    private static final int PLACES = 4;
    private static final int MOST_BYTES = 1 << 20;
    static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Inference inference;
    private final String name;
    private final Work work = new Work(PLACES);

    ModelHost(Inference inference, String name, int port) throws IOException {
        this.inference = inference;
        this.name = name;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/health",
                exchange -> send(exchange, 200, JSON.createObjectNode().put("status", "ok")));
        server.createContext("/v1/models", this::models);
        server.createContext("/v1/chat/completions", this::chat);
        server.createContext(
                "/", exchange -> refuse(exchange, 404, "there is /v1/chat/completions, /v1/models and /health"));
        server.start();
    }

    /**
     * Loads the model, and then listens.
     *
     * @param port 0 for any that is free
     * @param context tokens that prompt and answer may have together
     * @throws IOException when the file is not there, cannot be loaded, or the port is taken
     */
    public static ModelHost start(Path file, int port, int context) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no file " + file);
        }
        Inference inference;
        try {
            inference = new LlamaInference(file, context);
        } catch (RuntimeException | LinkageError e) {
            throw new IOException("llama.cpp cannot load %s: %s".formatted(file, e.getMessage()), e);
        }
        return new ModelHost(inference, nameOf(file), port);
    }

    /** @return what a model in this file is called */
    public static String nameOf(Path file) {
        return file.getFileName().toString().replaceFirst("(?i)\\.gguf$", "");
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void models(HttpExchange exchange) throws IOException {
        ObjectNode list = JSON.createObjectNode().put("object", "list");
        list.putArray("data").addObject().put("id", name).put("object", "model").put("owned_by", "calmroom");
        send(exchange, 200, list);
    }

    private void chat(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            refuse(exchange, 405, "POST is expected");
            return;
        }
        byte[] bytes = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            refuse(exchange, 413, "a request has at most " + MOST_BYTES + " bytes");
            return;
        }
        ChatCall call;
        try {
            JsonNode body = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
            call = ChatCall.of(exchange, body, name);
        } catch (JacksonException e) {
            refuse(exchange, 400, "the body is no JSON");
            return;
        } catch (IllegalArgumentException e) {
            refuse(exchange, 400, String.valueOf(e.getMessage()));
            return;
        }
        Runnable task = () -> call.answerBy(inference);
        if (!work.submit(task)) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            refuse(exchange, 429, work.waiting() + " requests are waiting already");
            return;
        }
        if (!call.deliver()) {
            work.withdraw(task);
        }
    }

    static void refuse(HttpExchange exchange, int status, String words) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("message", words).put("code", status);
        send(exchange, status, body);
    }

    static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Ends what is being answered, and frees the model. */
    @Override
    public void close() {
        server.stop(0);
        work.submit(inference::close);
        work.close();
    }
}
