package dev.calmroom.web;

import dev.calmroom.protocol.Protocol;
import dev.calmroom.protocol.VoiceFrame;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that says whatever a test wants, and waits for what it is told. */
final class RawClient implements AutoCloseable, WebSocket.Listener {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final JsonMapper json = JsonMapper.builder().build();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final AtomicInteger frames = new AtomicInteger();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final HttpClient http = HttpClient.newHttpClient();
    private final BiConsumer<JsonNode, Long> witness;
    private final Map<Integer, Long> sound = new ConcurrentHashMap<>();
    private @Nullable WebSocket socket;

    private RawClient(BiConsumer<JsonNode, Long> witness) {
        this.witness = witness;
    }

    static RawClient connect(URI server, @Nullable String origin) {
        return connect(server, origin, (message, at) -> {});
    }

    /** @param witness told each message as it comes, and {@link System#nanoTime()} */
    static RawClient connect(URI server, @Nullable String origin, BiConsumer<JsonNode, Long> witness) {
        RawClient client = new RawClient(witness);
        WebSocket.Builder builder = client.http.newWebSocketBuilder().subprotocols(Protocol.SUBPROTOCOL);
        if (origin != null) {
            builder.header("Origin", origin);
        }
        client.socket = builder.buildAsync(
                        URI.create(server.toString().replaceFirst("^http", "ws") + "/ws/call"), client)
                .join();
        return client;
    }

    private WebSocket socket() {
        return Objects.requireNonNull(socket, "not connected");
    }

    synchronized void text(String message) {
        try {
            socket().sendText(message, true).join();
        } catch (RuntimeException e) {
            // The other side has closed; the test looks at how.
        }
    }

    synchronized void binary(byte[] message) {
        try {
            socket().sendBinary(ByteBuffer.wrap(message), true).join();
        } catch (RuntimeException e) {
            // The other side has closed; the test looks at how.
        }
    }

    /** The next message of a type; others are passed over. */
    JsonNode next(String type) {
        try {
            while (true) {
                JsonNode message = messages.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (message == null) {
                    throw new AssertionError("no message of type " + type);
                }
                if (type.equals(message.path("type").asString())) {
                    return message;
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The next session event of a type. */
    JsonNode event(String type) {
        while (true) {
            JsonNode event = next("event").path("event");
            if (type.equals(event.path("type").asString())) {
                return event;
            }
        }
    }

    /** How many frames of the persona's voice have come. */
    int frames() {
        return frames.get();
    }

    /** Whether a ping that was sent is answered, or the line has been closed. */
    boolean pongOrClosed() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() < until) {
                JsonNode message = messages.poll(20, TimeUnit.MILLISECONDS);
                if (message == null
                        ? closed.isDone()
                        : message.path("type").asString().equals("pong")) {
                    return true;
                }
            }
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits for an event of a type; whether it came before the line was closed and the time was over. */
    boolean eventOrClosed(String type, Duration atMost) {
        return orClosed(it -> type.equals(it.path("event").path("type").asString()), atMost) != null;
    }

    /** Whether the line was welcomed; otherwise the code of the error, or how it was closed. */
    String outcome() {
        JsonNode told = orClosed(
                it -> List.of("welcome", "error").contains(it.path("type").asString()), PATIENCE);
        if (told == null) {
            return isClosed() ? "closed with " + awaitClose() : "nothing within " + PATIENCE;
        }
        return told.path("code").asString("welcomed");
    }

    /** Whether a message of a type comes before the line is closed and the time is over; others are passed over. */
    boolean comes(String type, Duration atMost) {
        return orClosed(it -> type.equals(it.path("type").asString()), atMost) != null;
    }

    /** The next message of a type; null where the line is closed before it. */
    @Nullable
    JsonNode nextOrClosed(String type) {
        return orClosed(it -> type.equals(it.path("type").asString()), PATIENCE);
    }

    private @Nullable JsonNode orClosed(Predicate<JsonNode> wanted, Duration atMost) {
        long until = System.nanoTime() + atMost.toNanos();
        try {
            while (System.nanoTime() < until) {
                boolean closedBefore = isClosed();
                JsonNode message = messages.poll(20, TimeUnit.MILLISECONDS);
                if (message == null && closedBefore) {
                    return null;
                }
                if (message != null && wanted.test(message)) {
                    return message;
                }
            }
            return null;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** @return the close code */
    int awaitClose() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            JsonNode message = json.readTree(text.toString());
            witness.accept(message, System.nanoTime());
            messages.add(message);
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        // A message comes in parts where it does not fit into what was read at once.
        byte[] part = new byte[data.remaining()];
        data.get(part);
        binary.writeBytes(part);
        if (last) {
            frames.incrementAndGet();
            VoiceFrame frame = Protocol.voice(ByteBuffer.wrap(binary.toByteArray()));
            binary.reset();
            sound.merge(frame.turn(), frame.offset() + frame.samples().length, Math::max);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1009);
    }

    /** How much of each turn of the persona's has come, in samples. */
    Map<Integer, Long> sound() {
        return Map.copyOf(sound);
    }

    /** The network is gone: no good-bye. */
    void drop() {
        socket().abort();
    }

    /** Hangs up whatever is left, as a client does whose window is closed for good. */
    @Override
    public void close() {
        if (!closed.isDone()) {
            text("{\"type\":\"hangup\"}");
        }
        socket().abort();
        http.close();
    }
}
