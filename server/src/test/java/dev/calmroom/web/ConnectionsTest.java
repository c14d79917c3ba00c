package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/** Lines on which nobody speaks, and too many of them; the time is the test's own. */
class ConnectionsTest {
    private static final InetSocketAddress HOME = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4_000);

    private long now;
    private final Connections connections = new Connections(5, 2, () -> now);

    /** The other end of a line: what comes there. */
    private static final class Browser {
        private static final Object OPEN = new Object();

        private final BlockingQueue<Object> got = new LinkedBlockingQueue<>();
        private final Outbox outbox = new Outbox((WebSocketSession) Proxy.newProxyInstance(
                Browser.class.getClassLoader(), new Class<?>[] {WebSocketSession.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "getId" -> {
                            return "1";
                        }
                        case "isOpen" -> {
                            return false;
                        }
                        case "sendMessage" ->
                            got.add(arguments[0] instanceof TextMessage text ? text.getPayload() : arguments[0]);
                        case "close" -> got.add(arguments[0]);
                        default -> throw new AssertionError(method);
                    }
                    return null;
                }));

        private Object next() throws InterruptedException {
            Object next = got.poll(20, TimeUnit.SECONDS);
            return next == null ? OPEN : next;
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
        connections.look();
    }

    private Connections.Connection open(Browser browser, InetSocketAddress from) {
        return connections.open(from, browser.outbox, () -> {}).orElseThrow();
    }

    private static InetSocketAddress from(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 4_000);
    }

    @Test
    void whoSaysNoHelloIsSentAwayAfterTenSecondsAndNotBefore() throws Exception {
        Browser browser = new Browser();
        open(browser, HOME);

        pass(Duration.ofSeconds(10));
        assertThat(browser.got).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(browser.next().toString()).contains("no-hello", "10 seconds");
        assertThat(browser.next()).isEqualTo(CloseStatus.POLICY_VIOLATION);
    }

    @Test
    void whoAnswersPingsStaysHoweverLongNobodySpeaks() throws Exception {
        Browser browser = new Browser();
        Connections.Connection line = open(browser, HOME);
        line.greeted();

        for (int i = 0; i < 100; i++) {
            pass(Duration.ofSeconds(16));
            assertThat(browser.next()).isInstanceOf(PingMessage.class);
            line.heard();
        }
        assertThat(connections.count()).isEqualTo(1);
    }

    @Test
    void whoDoesNotIsGoneAndWhatHeldOnToTheLineLetsGo() throws Exception {
        Browser browser = new Browser();
        List<String> told = new ArrayList<>();
        connections
                .open(HOME, browser.outbox, () -> told.add("gone"))
                .orElseThrow()
                .greeted();

        pass(Duration.ofSeconds(16));
        pass(Duration.ofSeconds(16));
        assertThat(told).isEmpty();
        pass(Duration.ofSeconds(16));
        assertThat(told).containsExactly("gone");
        assertThat(connections.count()).isZero();
        assertThat(browser.next()).isInstanceOf(PingMessage.class);
        assertThat(browser.next()).isInstanceOf(PingMessage.class);
        assertThat(browser.next()).isEqualTo(CloseStatus.SESSION_NOT_RELIABLE);
    }

    @Test
    void oneAddressTakesNoMoreThanItsShareAndGivesItBack() throws Exception {
        Connections.Connection first = open(new Browser(), from("203.0.113.7"));
        open(new Browser(), from("203.0.113.7"));

        assertThat(refused(from("203.0.113.7"))).contains("busy", "2 connections", "CALMROOM_ADDRESS_LINES");
        open(new Browser(), from("203.0.113.8"));
        first.closed();
        open(new Browser(), from("203.0.113.7"));
    }

    @Test
    void aWholeNetworkOfIpV6IsOneAddress() throws Exception {
        open(new Browser(), from("2001:db8:1:2:3::1"));
        open(new Browser(), from("2001:db8:1:2:4::2"));

        assertThat(refused(from("2001:db8:1:2:5::3"))).contains("busy");
        open(new Browser(), from("2001:db8:1:3::1"));
    }

    @Test
    void thisMachineIsBoundOnlyByWhatAllTakeTogether() throws Exception {
        for (int i = 0; i < 5; i++) {
            open(new Browser(), HOME);
        }
        assertThat(refused(HOME)).contains("busy", "All 5 connections");
    }

    @Test
    void aServerThatStopsSendsAllAwaySoThatTheyComeBack() throws Exception {
        Browser browser = new Browser();
        open(browser, HOME);
        connections.sendAway();
        assertThat(browser.next()).isEqualTo(CloseStatus.SERVICE_RESTARTED);
    }

    private String refused(@Nullable InetSocketAddress from) throws InterruptedException {
        Browser browser = new Browser();
        Optional<Connections.Connection> line = connections.open(from, browser.outbox, () -> {});
        assertThat(line).isEmpty();
        String told = browser.next().toString();
        assertThat(browser.next()).isEqualTo(CloseStatus.SERVICE_OVERLOAD);
        return told;
    }
}
