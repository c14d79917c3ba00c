package dev.calmroom.call;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the leader is busy with besides speaking, as the client tells it. While any of it lasts silence does not count.
 * Each kind runs out by itself: a client that forgot to say that it is over must not hold a call for ever. Safe for use
 * by several threads.
 */
public final class Occupation {

    /** @see #lasting how long each lasts where its end is not told */
    public enum Kind {
        /** A turn is being typed; told again while keys are pressed. */
        TYPING(Duration.ofSeconds(6)),
        /** A dialog of the page is open. */
        PAUSE(Duration.ofMinutes(5)),
        /** A line that was asked for is being read. */
        HELPED(Duration.ofSeconds(20)),
        /** The microphone is muted. */
        MUTED(Duration.ofMinutes(5));

        private final Duration lasting;

        Kind(Duration lasting) {
            this.lasting = lasting;
        }
    }

    private final Map<Kind, Duration> until = new EnumMap<>(Kind.class);

    /** @param now session time */
    synchronized void note(Kind kind, boolean on, Duration now) {
        if (on) {
            until.put(kind, now.plus(kind.lasting));
        } else {
            until.remove(kind);
        }
    }

    /** @param now session time */
    synchronized boolean lasts(Duration now) {
        return until.values().stream().anyMatch(end -> end.compareTo(now) > 0);
    }
}
