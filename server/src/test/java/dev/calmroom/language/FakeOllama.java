package dev.calmroom.language;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Speaks Ollama's protocol as far as the product uses it, with no model behind it: {@code /api/tags}, {@code /api/pull}
 * and {@code /api/chat}, streamed a word a line, and OpenAI's beside it under {@code /v1}, as Ollama does. It needs the JDK alone, so that it runs in a container of a bare Java
 * image. A model whose name begins with {@code slow} says two sentences and then never ends; {@code /fake/left} tells
 * how many of its listeners have gone away.
 */
public final class FakeOllama implements AutoCloseable {
    /** What every model says; two sentences with a range, so that a turn about odds may say it. */
    public static final String WORDS = "Sixty percent, maybe. I would not swear to it tonight.";

    public static final int PORT = 11434;
    private static final Pattern MODEL = Pattern.compile("\"(?:model|name)\"\\s*:\\s*\"([^\"]+)\"");
    private static final int TELLS_EVERY_MILLISECONDS = 50;

    private final Set<String> pulled = new ConcurrentSkipListSet<>();
    private final AtomicInteger left = new AtomicInteger();
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor();

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private FakeOllama(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, "Ollama is running"));
        server.createContext("/api/tags", exchange -> answer(exchange, tags()));
        server.createContext("/api/pull", this::pull);
        server.createContext("/api/chat", this::chat);
        server.createContext("/v1/models", exchange -> answer(exchange, openAisTags()));
        server.createContext("/v1/chat/completions", this::openAisChat);
        server.createContext("/fake/left", exchange -> answer(exchange, Integer.toString(left.get())));
        server.start();
    }

    public static void main(String[] arguments) throws IOException {
        FakeOllama ollama = new FakeOllama(PORT);
        System.out.println("listening on " + ollama.port());
    }

    /** @return one that has pulled these already, on any free port */
    public static FakeOllama with(String... models) throws IOException {
        FakeOllama ollama = new FakeOllama(0);
        ollama.pulled.addAll(List.of(models));
        return ollama;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** @return what was asked for in either protocol: the path and the body */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        beat.shutdownNow();
    }

    private String openAisTags() {
        return pulled.stream()
                .map("{\"id\":\"%s\",\"object\":\"model\",\"owned_by\":\"library\"}"::formatted)
                .collect(Collectors.joining(",", "{\"object\":\"list\",\"data\":[", "]}"));
    }

    private void openAisChat(HttpExchange exchange) throws IOException {
        model(exchange);
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            line(
                    out,
                    "data: {\"choices\":[{\"delta\":{\"content\":\"%s\"},\"finish_reason\":\"stop\"}]}\n"
                            .formatted(WORDS));
            line(out, "data: [DONE]\n");
        }
    }

    private String tags() {
        return pulled.stream()
                .map("{\"name\":\"%1$s\",\"model\":\"%1$s\",\"size\":1,\"details\":{}}"::formatted)
                .collect(Collectors.joining(",", "{\"models\":[", "]}"));
    }

    private void pull(HttpExchange exchange) throws IOException {
        String model = model(exchange);
        try (OutputStream out = stream(exchange)) {
            line(out, "{\"status\":\"pulling manifest\"}");
            line(out, "{\"status\":\"downloading\",\"total\":2,\"completed\":1}");
            pulled.add(model);
            line(out, "{\"status\":\"success\"}");
        }
    }

    private void chat(HttpExchange exchange) throws IOException {
        String model = model(exchange);
        if (!pulled.contains(model)) {
            byte[] body =
                    "{\"error\":\"model '%s' not found\"}".formatted(model).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
            return;
        }
        try (OutputStream out = stream(exchange)) {
            for (String word : WORDS.split("(?<= )", 0)) {
                line(out, piece(model, word, false));
            }
            if (model.startsWith("slow")) {
                goOnForEver(out, model);
            }
            line(out, piece(model, "", true));
        } catch (IOException gone) {
            left.incrementAndGet();
        }
    }

    /** Another word at every beat, until nobody is there to hear it. */
    private void goOnForEver(OutputStream out, String model) throws IOException {
        Callable<Void> word = () -> {
            line(out, piece(model, " and", false));
            return null;
        };
        try {
            while (true) {
                beat.schedule(word, TELLS_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS)
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IOException("nobody listens any more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String piece(String model, String words, boolean done) {
        return "{\"model\":\"%s\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\",\"content\":\"%s\"},\"done\":%s%s}"
                .formatted(model, words, done, done ? ",\"done_reason\":\"stop\"" : "");
    }

    private String model(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestURI().getPath() + " " + request);
        Matcher found = MODEL.matcher(request);
        return found.find() ? found.group(1) : "";
    }

    private static OutputStream stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static void line(OutputStream out, String json) throws IOException {
        out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
