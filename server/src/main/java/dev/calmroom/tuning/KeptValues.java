package dev.calmroom.tuning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Values that are kept in a file by a key made of all that they depend on: a line each, key and JSON. Lines are only
 * added; one that was cut off is passed over. Safe for use by several threads, and by several processes on a system
 * that appends short writes whole.
 */
final class KeptValues {
    private final Path file;
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private boolean cutOff;

    KeptValues(Path file) {
        this.file = file;
        try {
            String text = Files.readString(file);
            for (String line : text.split("\n", -1)) {
                int tab = line.indexOf('\t');
                if (tab > 0 && line.endsWith("}")) {
                    values.put(line.substring(0, tab), line.substring(tab + 1));
                }
            }
            cutOff = !text.isEmpty() && !text.endsWith("\n");
        } catch (NoSuchFileException e) {
            // the first time
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read; delete it, it is made anew", e);
        }
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** @param json one line */
    void keep(String key, String json) {
        if (values.putIfAbsent(key, json) == null) {
            append(key + "\t" + json + "\n");
        }
    }

    /** The value of the key; made and kept where there is none. */
    String find(String key, Supplier<String> otherwise) {
        Optional<String> known = find(key);
        if (known.isPresent()) {
            return known.get();
        }
        String fresh = otherwise.get();
        keep(key, fresh);
        return fresh;
    }

    private synchronized void append(String line) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(
                    file,
                    ((cutOff ? "\n" : "") + line).getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            cutOff = false;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    file + " cannot be written; make room there, or set CALMROOM_CACHE to another folder", e);
        }
    }
}
