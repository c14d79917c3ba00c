package dev.calmroom.replay;

import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.PlayedCall.Exchange;
import dev.calmroom.log.PlayedCall.Reply;
import dev.calmroom.log.SessionEvent.SessionEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two plays of the leader's words beside each other, exchange by exchange.
 *
 * @param pairs as many as the longer play has
 */
public record Comparison(List<Pair> pairs, Optional<Difference> first) {
    public Comparison {
        pairs = List.copyOf(pairs);
    }

    /** What of an exchange is other, in the order in which one leads to the next. */
    public enum What {
        SAID,
        HEARD,
        FELT,
        WORLD,
        ACT,
        WORDS,
        ENDING
    }

    /**
     * @param then null where that play had ended
     * @param now null where this play had ended
     */
    public record Pair(@Nullable Exchange then, @Nullable Exchange now, List<Difference> differences) {
        public Pair {
            differences = List.copyOf(differences);
        }
    }

    /** @param turn the leader's turn; 0 before the first */
    public record Difference(int turn, What what, String then, String now) {}

    public static Comparison of(PlayedCall then, PlayedCall now) {
        List<Exchange> before = then.exchanges();
        List<Exchange> after = now.exchanges();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            Exchange old = at(before, i);
            Exchange fresh = at(after, i);
            pairs.add(new Pair(old, fresh, differences(old, fresh)));
        }
        Optional<Difference> first =
                pairs.stream().flatMap(pair -> pair.differences().stream()).findFirst();
        String endedThen = then.ending().map(SessionEnded::ending).orElse("");
        String endedNow = now.ending().map(SessionEnded::ending).orElse("");
        return new Comparison(
                pairs,
                first.isPresent() || endedThen.equals(endedNow)
                        ? first
                        : Optional.of(new Difference(before.getLast().turn(), What.ENDING, endedThen, endedNow)));
    }

    private static List<Difference> differences(@Nullable Exchange then, @Nullable Exchange now) {
        if (then == null || now == null) {
            Exchange there = Objects.requireNonNullElse(then, now);
            return List.of(new Difference(
                    there.turn(), What.SAID, then == null ? "" : then.said(), now == null ? "" : now.said()));
        }
        List<Difference> all = new ArrayList<>();
        add(all, then.turn(), What.SAID, then.said(), now.said());
        add(all, then.turn(), What.HEARD, String.join(", ", then.moves()), String.join(", ", now.moves()));
        add(all, then.turn(), What.FELT, felt(then), felt(now));
        add(all, then.turn(), What.WORLD, String.join(", ", then.world()), String.join(", ", now.world()));
        add(all, then.turn(), What.ACT, acts(then), acts(now));
        add(all, then.turn(), What.WORDS, words(then), words(now));
        return all;
    }

    private static void add(List<Difference> all, int turn, What what, String then, String now) {
        if (!then.equals(now)) {
            all.add(new Difference(turn, what, then, now));
        }
    }

    /** To the last bit where it is the same, so that no difference is rounded away. */
    private static String felt(Exchange exchange) {
        return String.join(
                ", ",
                exchange.after().dimensions().entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .toList());
    }

    private static String acts(Exchange exchange) {
        return String.join(", ", exchange.replies().stream().map(Reply::act).toList());
    }

    private static String words(Exchange exchange) {
        return String.join(" ", exchange.replies().stream().map(Reply::text).toList());
    }

    /** The exchange of that number; null behind the last. */
    private static @Nullable Exchange at(List<Exchange> exchanges, int index) {
        return index < exchanges.size() ? exchanges.get(index) : null;
    }
}
