package dev.calmroom.web;

import dev.calmroom.protocol.ErrorCode;
import dev.calmroom.protocol.ToClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;

/**
 * All lines to browsers that are open: so many at once and from one address, none on which nobody says hello, and none at
 * whose other end nobody is any more. A browser answers a ping by itself, however busy its page is. Thread-safe.
 */
public final class Connections {
    static final Duration HELLO_WITHIN = Duration.ofSeconds(10);
    static final Duration ASKED_EVERY = Duration.ofSeconds(15);
    static final Duration ANSWERED_WITHIN = Duration.ofSeconds(45);

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final int most;
    private final int fromOne;
    private final LongSupplier nanoTime;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    /**
     * @param most at once
     * @param fromOne at once from one address; this machine's own are not counted, as a proxy may stand there
     * @param nanoTime as {@link System#nanoTime()}
     */
    public Connections(int most, int fromOne, LongSupplier nanoTime) {
        this.most = most;
        this.fromOne = fromOne;
        this.nanoTime = nanoTime;
    }

    /** One line. Whatever comes in on it is told to it. */
    final class Connection {
        private final String place;
        private final Outbox outbox;
        private final Runnable silent;
        private final long openedAt = nanoTime.getAsLong();
        private volatile long heardAt = openedAt;
        private volatile long askedAt = openedAt;
        private volatile boolean greeted;

        private Connection(String place, Outbox outbox, Runnable silent) {
            this.place = place;
            this.outbox = outbox;
            this.silent = silent;
        }

        void heard() {
            heardAt = nanoTime.getAsLong();
        }

        /** As soon as hello is read: to make a call ready may take longer than anybody may keep silent. */
        void greeted() {
            greeted = true;
        }

        void closed() {
            open.remove(this);
        }

        private void look(long now) {
            if (!greeted && now - openedAt > HELLO_WITHIN.toNanos()) {
                refuse(
                        outbox,
                        ErrorCode.NO_HELLO,
                        "Nobody said hello on this line within %d seconds.".formatted(HELLO_WITHIN.toSeconds()),
                        CloseStatus.POLICY_VIOLATION);
            } else if (now - heardAt > ANSWERED_WITHIN.toNanos()) {
                closed();
                silent.run();
                outbox.close(CloseStatus.SESSION_NOT_RELIABLE);
            } else if (now - Math.max(heardAt, askedAt) > ASKED_EVERY.toNanos()) {
                askedAt = now;
                outbox.ping();
            }
        }
    }

    /**
     * A line that has just been opened.
     *
     * @param silent run when nobody is at its other end any more; whatever holds on to the line lets go of it
     * @return empty where there are too many: it is told so, and closed
     */
    synchronized Optional<Connection> open(@Nullable InetSocketAddress from, Outbox outbox, Runnable silent) {
        InetAddress address = from == null ? null : from.getAddress();
        String place = address == null || address.isLoopbackAddress() ? "" : Guesses.place(address.getHostAddress());
        if (open.size() >= most) {
            return busy(outbox, "All %d connections are taken at the moment. Please try again in a minute.", most);
        }
        if (!place.isEmpty()
                && open.stream().filter(line -> line.place.equals(place)).count() >= fromOne) {
            return busy(
                    outbox,
                    "Your address has %d connections already. Close one, or ask whoever runs this for more"
                            + " (CALMROOM_ADDRESS_LINES).",
                    fromOne);
        }
        Connection connection = new Connection(place, outbox, silent);
        open.add(connection);
        return Optional.of(connection);
    }

    private static Optional<Connection> busy(Outbox outbox, String why, int bound) {
        refuse(outbox, ErrorCode.BUSY, why.formatted(bound), CloseStatus.SERVICE_OVERLOAD);
        return Optional.empty();
    }

    private static void refuse(Outbox outbox, ErrorCode code, String why, CloseStatus status) {
        outbox.send(new ToClient.Trouble(code, why, true));
        outbox.close(status);
    }

    /** How many are open. */
    public int count() {
        return open.size();
    }

    /** To be called about once a second. */
    public void look() {
        long now = nanoTime.getAsLong();
        for (Connection connection : open) {
            try {
                connection.look(now);
            } catch (RuntimeException e) {
                LOG.error("a line could not be looked after", e);
            }
        }
    }

    /** Sends all away; a page comes back at once with its call's token, here or at another server. */
    public void sendAway() {
        open.forEach(connection -> connection.outbox.sendAway());
    }
}
