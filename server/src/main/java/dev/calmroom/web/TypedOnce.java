package dev.calmroom.web;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which typed turns have come: whoever does not know whether a broken line has carried one sends it again. Thread-safe. */
final class TypedOnce {
    /** More than anybody can have typed on a line that is dead and is not known to be. */
    private static final int REMEMBERED = 100;

    private final Set<Long> ids = new LinkedHashSet<>();

    /** @return false where the turn with this id has come before */
    synchronized boolean isNew(@Nullable Long id) {
        if (id == null) {
            return true;
        }
        if (ids.size() >= REMEMBERED) {
            ids.remove(ids.iterator().next());
        }
        return ids.add(id);
    }
}
