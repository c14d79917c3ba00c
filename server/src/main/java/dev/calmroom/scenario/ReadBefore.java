package dev.calmroom.scenario;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Files as they were read the last time, by their text: a check that comes upon a file again, in the same pass or in a
 * later one, neither parses it anew nor holds it against its schema anew. For one check at a time.
 */
public final class ReadBefore {
    private static final ScopedValue<ReadBefore> NOW = ScopedValue.newInstance();

    private final Map<Path, Known> files = new HashMap<>();
    private final Set<Path> now = new HashSet<>();

    private record Known(String text, PromptFile file) {}

    /** Whatever is read until this returns is read once; what this check did not come upon is forgotten. */
    public <T> T during(Supplier<T> check) {
        now.clear();
        T checked = ScopedValue.where(NOW, this).call(check::get);
        files.keySet().retainAll(now);
        return checked;
    }

    /** @param reading is asked where nobody has read these words in this place */
    static PromptFile find(Path path, String text, Supplier<PromptFile> reading) {
        return NOW.isBound() ? NOW.get().known(path, text, reading) : reading.get();
    }

    private PromptFile known(Path path, String text, Supplier<PromptFile> reading) {
        now.add(path);
        Known known = files.get(path);
        if (known != null && known.text().equals(text)) {
            return known.file();
        }
        PromptFile file = reading.get();
        files.put(path, new Known(text, file));
        return file;
    }
}
