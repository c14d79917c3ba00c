package dev.calmroom.storage;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Which sessions somebody may see: their own, and what others have handed in to them.
 *
 * @param owner who they are; null where nobody is asked, and everybody sees everything
 * @param handedIn whether also what others have handed in
 * @param groups of which others; null for everybody's, and for what belongs to nobody
 */
public record Sight(
        @Nullable String owner, boolean handedIn, @Nullable Set<String> groups) {
    public static final Sight ALL = new Sight(null, true, null);

    public Sight {
        groups = groups == null ? null : Collections.unmodifiableSet(new TreeSet<>(groups));
    }

    /** What has to hold of a row of {@code sessions}; wants {@link #bind}. */
    String condition() {
        if (owner == null) {
            return "1 = 1";
        }
        if (!handedIn || (groups != null && groups.isEmpty())) {
            return "owner = :owner";
        }
        return groups == null
                ? "(owner = :owner or owner is null or handed_in)"
                : "(owner = :owner or (handed_in and exists (select 1 from session_groups g"
                        + " where g.session_id = sessions.id and g.name in (:groups))))";
    }

    StatementSpec bind(StatementSpec statement) {
        return statement.param("owner", owner).param("groups", groups);
    }
}
