package dev.calmroom.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * A language model on another machine's time: by OpenAI's protocol, on a real socket, it says one written sentence after
 * the other, each after a delay of its own. It takes no processor time here, whatever the number of calls.
 */
public final class DelayedModel implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NAME = "delayed";
    /** Forty words a second: none of the small models on a processor, most others. */
    private static final Duration WORD = Duration.ofMillis(25);

    private final HttpServer server;
    private final List<String> sentences;
    private final Delay delay;
    private final RandomGenerator random;
    private final AtomicInteger next = new AtomicInteger();

    /**
     * How long the first word takes, spread evenly.
     *
     * @param least milliseconds
     * @param most milliseconds
     */
    public record Delay(int least, int most) {
        public Delay {
            if (least < 0 || most < least) {
                throw new IllegalArgumentException(
                        "a delay is from a number to no smaller one, not " + least + "-" + most);
            }
        }
    }

    private DelayedModel(List<String> sentences, Delay delay, long seed) throws IOException {
        this.sentences = List.copyOf(sentences);
        this.delay = delay;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/models", exchange -> {
            try (exchange) {
                send(exchange, "application/json", "{\"object\":\"list\",\"data\":[{\"id\":\"%s\"}]}".formatted(NAME));
            }
        });
        server.createContext("/v1/chat/completions", this::chat);
        server.start();
    }

    /**
     * @param sentences what it says, one a line
     * @throws IOException when the file cannot be read
     */
    public static DelayedModel start(Path sentences, Delay delay, long seed) throws IOException {
        return new DelayedModel(
                Files.readAllLines(sentences).stream()
                        .filter(line -> !line.isBlank())
                        .toList(),
                delay,
                seed);
    }

    /** The environment of a service that asks it. */
    public Map<String, String> settings() {
        return Map.of(
                "CALMROOM_LLM_PROVIDER", "openai",
                "CALMROOM_LLM_BASE_URL",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                "CALMROOM_LLM_MODEL", NAME,
                "CALMROOM_LLM_MANNER", "free",
                // What judges afterwards is not measured here.
                "CALMROOM_GRADER_PROVIDER", "understudy");
    }

    private void chat(HttpExchange exchange) throws IOException {
        int tokens = JSON.readTree(exchange.getRequestBody()).path("max_tokens").asInt(0);
        try (exchange) {
            // A beginning that is sent ahead is read, and answered by nobody's words.
            if (tokens > 1) {
                pass(Duration.ofMillis(drawn()));
            }
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            String sentence = tokens > 1 ? sentences.get(next.getAndIncrement() % sentences.size()) : "Yes";
            for (String word : sentence.split("(?<= )", -1)) {
                frame(
                        out,
                        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":%s}}]}"
                                .formatted(JSON.writeValueAsString(word)));
                pass(WORD);
            }
            frame(out, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
            frame(out, "[DONE]");
        } catch (IOException e) {
            // The call has left: the persona was cut in on, or stopped waiting.
        }
    }

    private synchronized int drawn() {
        return random.nextInt(delay.least(), delay.most() + 1);
    }

    /** The model's own time, which is what is measured against. */
    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void frame(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void send(HttpExchange exchange, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
