package dev.calmroom.language;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** A fake model server on a real socket: speaks the protocols' streams as a script says, and knows when it is left. */
public final class ScriptedModelServer implements AutoCloseable {

    /** What the server does with a request. */
    public interface Script {
        void play(Stream stream) throws IOException;
    }

    private static final JsonMapper JSON = new JsonMapper();
    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    public final List<String> requests = new CopyOnWriteArrayList<>();
    /** Questions after its models: whoever asks them is looking for a server. */
    public final AtomicInteger searches = new AtomicInteger();

    public ScriptedModelServer(Script script) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            if (exchange.getRequestMethod().equals("GET")) {
                searches.incrementAndGet();
                list(exchange);
                return;
            }
            requests.add(exchange.getRequestURI().getPath() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            try (exchange) {
                script.play(new Stream(exchange));
            } catch (IOException e) {
                left.countDown();
            }
        });
        server.start();
    }

    /** Which models there are, where either protocol asks for them; no part of the script. */
    private static void list(HttpExchange exchange) throws IOException {
        String list = switch (exchange.getRequestURI().getPath()) {
            case "/v1/models" -> "{\"object\":\"list\",\"data\":[{\"id\":\"stub\"},{\"id\":\"other\"}]}";
            case "/api/tags" -> "{\"models\":[{\"name\":\"stub\"},{\"name\":\"other\"}]}";
            default -> "";
        };
        boolean there = !list.isEmpty();
        byte[] body = (there ? list : "404 page not found").getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(there ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Waits until a client has closed a stream under the server's hands. */
    public boolean wasLeft() throws InterruptedException {
        return left.await(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }

    /** One answer. */
    public final class Stream {
        private final HttpExchange exchange;
        private OutputStream out = OutputStream.nullOutputStream();

        private Stream(HttpExchange exchange) {
            this.exchange = exchange;
        }

        public int request() {
            return requests.size();
        }

        public Stream open(String type) throws IOException {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, 0);
            out = exchange.getResponseBody();
            return this;
        }

        public Stream header(String name, String value) {
            exchange.getResponseHeaders().set(name, value);
            return this;
        }

        /** What was asked for, as JSON. */
        public tools.jackson.databind.JsonNode body() {
            String last = requests.getLast();
            return JSON.readTree(last.substring(last.indexOf(' ') + 1));
        }

        public void status(int code, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
        }

        public Stream raw(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return this;
        }

        /** OpenAI's protocol: server-sent events with a delta each. */
        public Stream openAi(String... pieces) throws IOException {
            for (String piece : pieces) {
                raw(
                        "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":%s}}]}\n\n"
                                .formatted(JSON.writeValueAsString(piece)));
            }
            return this;
        }

        public void openAiEnd() throws IOException {
            raw("data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n");
            raw("data: [DONE]\n\n");
        }

        /** Says nothing more until the client leaves or the test is over; a comment now and then notices the leaving. */
        public void stall() throws IOException {
            try {
                while (!closing.await(20, TimeUnit.MILLISECONDS)) {
                    raw(": still thinking\n\n");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** As {@link #stall()}, without any byte. */
        public void hang() {
            try {
                closing.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Drops the connection in the middle of the answer. */
        public void breakOff() {
            exchange.close();
        }
    }
}
