package dev.calmroom.recognition;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/**
 * A server of vosk-server's protocol on another machine, which hears with whatever model it has. A connection an utterance,
 * as the protocol has it: so a balancer before several of them shares calls out by itself.
 */
final class VoskServer implements Utterances {
    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(5);

    private final URI address;
    private final Duration patience;
    private final HttpClient http;

    /**
     * @param address {@code ws://host:2700} or {@code wss://…}
     * @param patience how long an answer is waited for
     */
    VoskServer(URI address, Duration patience) {
        this.address = address;
        this.patience = patience;
        this.http = HttpClient.newBuilder().connectTimeout(CONNECTED_WITHIN).build();
    }

    @Override
    public Utterance open(int sampleRate) throws IOException {
        RemoteUtterance utterance = new RemoteUtterance(patience);
        try {
            WebSocket socket = http.newWebSocketBuilder()
                    .connectTimeout(CONNECTED_WITHIN)
                    .buildAsync(address, utterance)
                    .join();
            utterance.begin(socket, sampleRate);
            return utterance;
        } catch (CompletionException | IllegalArgumentException e) {
            utterance.close();
            throw new IOException("no vosk-server answers", e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
