package dev.calmroom.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** How often a wrong key may be tried: a few times in a row from one address, and not without end from all together. */
final class Guesses {
    static final int FROM_ONE = 5;
    static final int FROM_ALL = 200;
    /** After that long one more may be tried. */
    static final Duration ONE_MORE = Duration.ofSeconds(30);

    private static final String ALL = "all";
    /** Far more than can be charged at once: {@link #FROM_ALL} holds long before. */
    private static final int MOST_ADDRESSES = 10_000;

    private final InstantSource clock;
    /** When an address will have none to its charge any more, in milliseconds; forgotten then. */
    private final Cache<String, Long> clearAt;

    Guesses(InstantSource clock) {
        this.clock = clock;
        this.clearAt = Caffeine.newBuilder()
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .maximumSize(MOST_ADDRESSES)
                .expireAfter(Expiry.<String, Long>writing(
                        (who, clear) -> Duration.ofMillis(Math.max(0, clear - clock.millis()))))
                .build();
    }

    /** Whether this address may try a key now. */
    synchronized boolean mayTry(String address) {
        return charge(place(address), FROM_ONE) && charge(ALL, FROM_ALL);
    }

    private boolean charge(String who, int most) {
        return clearAt.asMap().getOrDefault(who, 0L) - clock.millis() <= (most - 1) * each(who);
    }

    synchronized void failed(String address) {
        for (String who : new String[] {place(address), ALL}) {
            clearAt.put(who, Math.max(clearAt.asMap().getOrDefault(who, 0L), clock.millis()) + each(who));
        }
    }

    private static long each(String who) {
        return ONE_MORE.toMillis() * (who.equals(ALL) ? FROM_ONE : FROM_ALL) / FROM_ALL;
    }

    /** Whoever has an IPv6 address has a whole network of them. */
    static String place(String address) {
        String[] parts = address.split(":", -1);
        return parts.length < 4 ? address : String.join(":", parts[0], parts[1], parts[2], parts[3]);
    }
}
