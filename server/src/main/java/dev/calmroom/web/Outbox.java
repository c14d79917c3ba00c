package dev.calmroom.web;

import dev.calmroom.call.ClientChannel;
import dev.calmroom.protocol.ErrorCode;
import dev.calmroom.protocol.Protocol;
import dev.calmroom.protocol.ToClient;
import dev.calmroom.protocol.VoiceFrame;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;

/**
 * The line to one client: messages queue here and one thread sends them, so that a slow network never holds up a call.
 * A client that is too far behind is disconnected; it may come back and resume.
 */
final class Outbox implements ClientChannel {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    /** About twenty seconds of voice. */
    private static final int MOST_WAITING = 1_000;

    private sealed interface Parcel {}

    private record Frame(WebSocketMessage<?> message) implements Parcel {}

    private record End(CloseStatus status) implements Parcel {}

    private static final Parcel TOO_FAR_BEHIND = new Frame(new TextMessage(Protocol.write(new ToClient.Trouble(
            ErrorCode.OVERLOAD,
            "More is waiting to be sent than this line takes: it is closed. Come back, and the call goes on.",
            false))));

    private final WebSocketSession socket;
    private final BlockingQueue<Parcel> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private boolean over;

    Outbox(WebSocketSession socket) {
        this.socket = socket;
        Thread.ofVirtual().name("outbox-" + socket.getId()).start(this::run);
    }

    @Override
    public void send(ToClient message) {
        post(new Frame(new TextMessage(Protocol.write(message))));
    }

    @Override
    public void audio(int turn, int sequence, long offset, short[] samples) {
        post(new Frame(new BinaryMessage(Protocol.write(new VoiceFrame(turn, sequence, offset, samples)))));
    }

    /** Asks the other end whether it is there. */
    void ping() {
        post(new Frame(new PingMessage()));
    }

    @Override
    public void close() {
        close(CloseStatus.NORMAL);
    }

    @Override
    public void sendAway() {
        close(CloseStatus.SERVICE_RESTARTED);
    }

    void close(CloseStatus status) {
        post(new End(status));
    }

    /** What comes after the last parcel, or after too many, is not sent any more: the client will ask for it. */
    private synchronized void post(Parcel parcel) {
        if (over) {
            return;
        }
        over = parcel instanceof End;
        if (!waiting.offer(parcel)) {
            over = true;
            waiting.clear();
            waiting.add(parcel instanceof End ? parcel : TOO_FAR_BEHIND);
            waiting.add(new End(CloseStatus.SESSION_NOT_RELIABLE));
        }
    }

    private void run() {
        try {
            while (true) {
                switch (waiting.take()) {
                    case Frame frame -> socket.sendMessage(frame.message());
                    case End end -> {
                        socket.close(end.status());
                        return;
                    }
                }
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("client {} is gone", socket.getId(), e);
        } catch (RuntimeException e) {
            LOG.error("connection {}: a message could not be sent; the client may come back", socket.getId(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            hangUp();
        }
    }

    /** Whatever ended the sending ends the connection too: a line on which nothing more comes is deaf, not quiet. */
    private void hangUp() {
        try {
            if (socket.isOpen()) {
                socket.close(CloseStatus.SESSION_NOT_RELIABLE);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("connection {} was gone already", socket.getId(), e);
        }
    }
}
