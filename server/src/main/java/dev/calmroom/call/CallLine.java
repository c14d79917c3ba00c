package dev.calmroom.call;

import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.protocol.ToClient;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The client's end of one call: an event is kept before it is shown, and a client that comes back is first shown what it
 * has not seen. Safe for use by several threads.
 */
final class CallLine {
    private final CallKeeper keeper;
    private final Supplier<Duration> now;
    private volatile ClientChannel client = ClientChannel.NOBODY;

    /** @param now session time, with which events are kept */
    CallLine(CallKeeper keeper, Supplier<Duration> now) {
        this.keeper = keeper;
        this.now = now;
    }

    /** Whoever is there at the moment; never null. */
    ClientChannel client() {
        return client;
    }

    void send(ToClient message) {
        client.send(message);
    }

    /** @param lastSeen sequence of the last event that this client has seen, 0 for none */
    @SuppressWarnings("ReferenceEquality") // This very connection.
    synchronized void attach(ClientChannel next, long lastSeen) {
        keeper.read(lastSeen).forEach(event -> next.send(new ToClient.Happened(event)));
        ClientChannel former = client;
        client = next;
        if (former != next) {
            former.close();
        }
    }

    /** @return whether nobody is there now; false where another client has taken its place */
    @SuppressWarnings("ReferenceEquality") // This very connection.
    synchronized boolean detach(ClientChannel gone) {
        if (client != gone) {
            return false;
        }
        client = ClientChannel.NOBODY;
        return true;
    }

    /** Keeps an event, then shows it to whoever is there. */
    synchronized void record(SessionEvent event) {
        keeper.keep(now.get().toMillis(), event).ifPresent(this::show);
    }

    /** Shows an event that others have kept. */
    void show(LoggedEvent logged) {
        client.send(new ToClient.Happened(logged));
    }

    /** @param elsewhere whether the call goes on, so that the client is to come again */
    void close(boolean elsewhere) {
        if (elsewhere) {
            client.sendAway();
        } else {
            client.close();
        }
    }
}
