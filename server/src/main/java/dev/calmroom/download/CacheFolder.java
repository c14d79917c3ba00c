package dev.calmroom.download;

import java.nio.file.Path;
import java.util.Map;

/** Where all is kept that can be fetched or learned again. */
public final class CacheFolder {
    private CacheFolder() {}

    /** {@code CALMROOM_CACHE} when it is set, else {@code .cache/calmroom} in the user's home; made by whoever writes first. */
    public static Path in(Map<String, String> environment) {
        String chosen = environment.getOrDefault("CALMROOM_CACHE", "");
        return chosen.isBlank() ? Path.of(System.getProperty("user.home"), ".cache", "calmroom") : Path.of(chosen);
    }
}
