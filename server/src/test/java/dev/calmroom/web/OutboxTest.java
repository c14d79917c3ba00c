package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.protocol.ToClient;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/** What becomes of a client whose line takes less than it is sent. */
class OutboxTest {
    private final CountDownLatch stalled = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Object> sent = new CopyOnWriteArrayList<>();

    /** A line that takes nothing before it is let. */
    private final WebSocketSession socket = (WebSocketSession) Proxy.newProxyInstance(
            OutboxTest.class.getClassLoader(), new Class<?>[] {WebSocketSession.class}, (proxy, method, arguments) -> {
                switch (method.getName()) {
                    case "getId" -> {
                        return "1";
                    }
                    case "isOpen" -> {
                        return closed.getCount() > 0;
                    }
                    case "sendMessage" -> {
                        stalled.await();
                        sent.add(((TextMessage) arguments[0]).getPayload());
                    }
                    case "close" -> {
                        sent.add(arguments[0]);
                        closed.countDown();
                    }
                    default -> throw new AssertionError(method);
                }
                return null;
            });

    @Test
    void aClientThatIsTooFarBehindIsToldSoAndTheLineIsClosedWhoeverElseIsSending() throws InterruptedException {
        Outbox outbox = new Outbox(socket);
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            senders.add(Thread.ofVirtual().unstarted(() -> {
                for (int message = 0; message < 2_000; message++) {
                    outbox.send(new ToClient.Pong(message));
                }
            }));
        }
        senders.forEach(sender -> sender.setUncaughtExceptionHandler((thread, failure) -> thrown.add(failure)));
        senders.forEach(Thread::start);
        for (Thread sender : senders) {
            sender.join();
        }
        stalled.countDown();

        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(thrown).isEmpty();
        assertThat(sent.getLast()).isEqualTo(CloseStatus.SESSION_NOT_RELIABLE);
        assertThat(sent.get(sent.size() - 2).toString()).contains("overload");
        assertThat(sent).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void whatIsSentBeforeTheEndIsSentAndNothingAfterIt() throws InterruptedException {
        Outbox outbox = new Outbox(socket);
        outbox.send(new ToClient.Pong(1));
        outbox.close();
        outbox.send(new ToClient.Pong(2));
        stalled.countDown();

        assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(sent).containsExactly("{\"type\":\"pong\",\"id\":1}", CloseStatus.NORMAL);
    }
}
