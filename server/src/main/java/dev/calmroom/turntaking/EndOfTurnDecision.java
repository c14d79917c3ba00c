package dev.calmroom.turntaking;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait, from the moment the speaker's voice fell silent, before the turn counts as finished. To be asked
 * again whenever the partial changes; the newest decision counts.
 *
 * @param patience 100 ms to 2 s
 * @param murmurAfter where it is doubtful, the shorter silence after which the listener murmurs, without taking the
 *     turn; null where there is no need to
 * @param reasons which strategies said what, for the log; never empty
 */
public record EndOfTurnDecision(Duration patience, @Nullable Duration murmurAfter, List<Reason> reasons) {
    public EndOfTurnDecision {
        reasons = List.copyOf(reasons);
    }

    /** Where no strategy could be asked: longer than most hesitations, and no silence to wonder at. */
    private static final Duration UNADVISED = Duration.ofMillis(900);

    /** @param because why no strategy could be asked */
    public static EndOfTurnDecision unadvised(String because) {
        return new EndOfTurnDecision(UNADVISED, null, List.of(new Reason("unadvised", because, UNADVISED)));
    }

    /**
     * @param strategy the strategy's name: {@code trailing-word}, {@code complete}, {@code number} …
     * @param because in a few words: {@code ends in 'because'}
     * @param patience what it asked for
     */
    public record Reason(String strategy, String because, Duration patience) {}
}
