package dev.calmroom.scenario;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What somebody may have meant by a name that there is none of. */
public final class Nearest {
    private Nearest() {}

    /** @return the known name that is spelt most like it, unless more than two letters or a third of it are others */
    public static Optional<String> to(String name, Collection<String> known) {
        int most = Math.max(2, name.length() / 3);
        LevenshteinDistance distance = new LevenshteinDistance(most);
        return known.stream()
                .filter(k -> distance.apply(name, k) >= 0)
                .min(Comparator.<String>comparingInt(k -> distance.apply(name, k))
                        .thenComparing(k -> k));
    }
}
