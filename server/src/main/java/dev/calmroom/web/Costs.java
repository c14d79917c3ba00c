package dev.calmroom.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Whatever is {@link Costly} is had by one address so many times a minute: as many at once, and one more whenever its
 * share of the minute is over. Thread-safe.
 */
public final class Costs implements HandlerInterceptor {
    /** Of those that ask least often the oldest is forgotten: nobody fills the memory with addresses. */
    private static final int MOST_ADDRESSES = 10_000;

    private final int perMinute;
    private final long each;
    private final InstantSource clock;
    /** When an address will have none to its charge any more, in milliseconds; forgotten then. */
    private final Cache<String, Long> clearAt;

    /** @param perMinute of one address; this machine's own are not counted, as a proxy may stand there */
    public Costs(int perMinute, InstantSource clock) {
        this.perMinute = perMinute;
        this.each = Duration.ofMinutes(1).toMillis() / perMinute;
        this.clock = clock;
        this.clearAt = Caffeine.newBuilder()
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .maximumSize(MOST_ADDRESSES)
                .expireAfter(Expiry.<String, Long>writing(
                        (who, clear) -> Duration.ofMillis(Math.max(0, clear - clock.millis()))))
                .build();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && method.hasMethodAnnotation(Costly.class)) {
            // Of a proxy that is believed, the address that it names: the server has seen to that already.
            Duration wait = charge(request.getRemoteAddr());
            if (wait.isPositive()) {
                throw tooMany(wait);
            }
        }
        return true;
    }

    private ErrorResponseException tooMany(Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        ErrorResponseException refused = Problems.of(
                HttpStatus.TOO_MANY_REQUESTS,
                "Your address has asked for more than %d costly things in a minute. Try again in %d seconds, or ask whoever runs this for more (CALMROOM_ADDRESS_REQUESTS)."
                        .formatted(perMinute, seconds));
        refused.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        return refused;
    }

    /** @return how long to wait first; zero where it may be done now */
    private synchronized Duration charge(String address) {
        if (isThisMachine(address)) {
            return Duration.ZERO;
        }
        String place = Guesses.place(address);
        long now = clock.millis();
        long clear = Math.max(clearAt.asMap().getOrDefault(place, 0L), now);
        long tooMuch = clear - now - (perMinute - 1) * each;
        if (tooMuch > 0) {
            return Duration.ofMillis(tooMuch);
        }
        clearAt.put(place, clear + each);
        return Duration.ZERO;
    }

    /** An address in figures: no name is looked up. */
    private static boolean isThisMachine(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
