package dev.calmroom.tuning;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long what is still to be played will take. Each player is reckoned by itself and by the turn: an understudy's call
 * is over in milliseconds and says nothing about a language model's. Safe for use by several threads.
 */
final class TimeLeft {
    private final int jobs;
    private final Map<String, Share> shares = new HashMap<>();

    /** What one player has done and has before it. */
    private static final class Share {
        private long ahead;
        private long done;
        private Duration took = Duration.ZERO;
    }

    /** @param jobs how many are played at once */
    TimeLeft(int jobs) {
        this.jobs = jobs;
    }

    /** @param turns how many the call has, roughly; at least one */
    synchronized void ahead(String player, int turns) {
        shares.computeIfAbsent(player, name -> new Share()).ahead += turns;
    }

    /**
     * One call that was {@linkplain #ahead ahead} is over, or will not be played at all.
     *
     * @param tells whether the time that it took says anything about the others
     */
    synchronized void over(String player, int turns, Duration took, boolean tells) {
        Share share = shares.computeIfAbsent(player, name -> new Share());
        share.ahead -= turns;
        if (tells) {
            share.done += turns;
            share.took = share.took.plus(took);
        }
    }

    /** @return empty while somebody of whom nothing is known yet has calls ahead */
    synchronized Optional<Duration> left() {
        Duration left = Duration.ZERO;
        for (Share share : shares.values()) {
            if (share.ahead > 0 && share.done == 0) {
                return Optional.empty();
            }
            if (share.ahead > 0) {
                left = left.plus(share.took.multipliedBy(share.ahead).dividedBy(share.done));
            }
        }
        return Optional.of(left.dividedBy(jobs));
    }
}
