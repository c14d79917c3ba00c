package dev.calmroom.language;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
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
 * and {@code /api/chat}, streamed a word a line. It needs the JDK alone, so that it runs in a container of a bare Java
 * image. A model whose name begins with {@code slow} says two sentences and then never ends; {@code /fake/left} tells
 * how many of its listeners have gone away.
 */
public final class FakeOllama {
    /** What every model says; two sentences with a range, so that a turn about odds may say it. */
    public static final String WORDS = "Sixty percent, maybe. I would not swear to it tonight.";

    public static final int PORT = 11434;
    private static final Pattern MODEL = Pattern.compile("\"(?:model|name)\"\\s*:\\s*\"([^\"]+)\"");
    private static final int TELLS_EVERY_MILLISECONDS = 50;

    private final Set<String> pulled = new ConcurrentSkipListSet<>();
    private final AtomicInteger left = new AtomicInteger();
    private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor();

    private FakeOllama() {}

    public static void main(String[] arguments) throws IOException {
        FakeOllama ollama = new FakeOllama();
        HttpServer server = HttpServer.create(new InetSocketAddress(PORT), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/tags", exchange -> answer(exchange, ollama.tags()));
        server.createContext("/api/pull", ollama::pull);
        server.createContext("/api/chat", ollama::chat);
        server.createContext("/fake/left", exchange -> answer(exchange, Integer.toString(ollama.left.get())));
        server.start();
        System.out.println("listening on " + PORT);
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

    private static String model(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
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
