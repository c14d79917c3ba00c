package dev.calmroom.lab;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts of how many of how many, by name. */
final class Shares {
    private final Map<String, Share> shares = new TreeMap<>();

    private record Share(int are, int of) {
        Share and(Share other) {
            return new Share(are + other.are, of + other.of);
        }
    }

    void add(String name, boolean is) {
        shares.merge(name, new Share(is ? 1 : 0, 1), Share::and);
    }

    /** One line for each, in the order of their names. */
    List<String> lines() {
        return shares.entrySet().stream()
                .map(s -> String.format(
                        Locale.ROOT,
                        "%-48s %5.1f %%  of %d",
                        s.getKey(),
                        100.0 * s.getValue().are() / s.getValue().of(),
                        s.getValue().of()))
                .toList();
    }
}
