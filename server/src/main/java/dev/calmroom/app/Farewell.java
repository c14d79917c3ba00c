package dev.calmroom.app;

import dev.calmroom.call.Switchboard;
import dev.calmroom.web.Connections;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The end of a server that is asked to stop: no call begins here any more, those under way get some time to end, and
 * those that do not go on elsewhere, or here when it is back. Stops before everything that calls need.
 */
final class Farewell implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);
    /** To write what the last step of a call came to. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Switchboard switchboard;
    private final Connections connections;
    private final Duration time;
    private final Runnable refuse;
    private volatile boolean running;

    /**
     * @param time that calls have
     * @param refuse tells whoever sends callers here to send them elsewhere
     */
    Farewell(Switchboard switchboard, Connections connections, Duration time, Runnable refuse) {
        this.switchboard = switchboard;
        this.connections = connections;
        this.time = time;
        this.refuse = refuse;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void stop() {
        running = false;
        switchboard.takeNoMore();
        refuse.run();
        int calls = switchboard.lines();
        if (calls > 0 && !time.isZero()) {
            System.out.printf(
                    "Calls under way: %d. They have %d seconds to end; after that they go on at another server, or here when"
                            + " Calmroom is started again.%n",
                    calls, time.toSeconds());
        }
        try {
            if (switchboard.awaitNone(time)) {
                return;
            }
            int left = switchboard.lines();
            if (left > 0) {
                LOG.info("{} calls are let go of, and can be gone on with", left);
                // First: whoever is sent away is back within a moment, and is not to be taken here again.
                switchboard.letGo();
                connections.sendAway();
            }
            switchboard.awaitNone(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
