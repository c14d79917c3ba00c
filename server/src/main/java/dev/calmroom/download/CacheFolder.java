package dev.calmroom.download;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where all is kept that can be fetched or learned again. */
public final class CacheFolder {
    private CacheFolder() {}

    /** {@code CALMROOM_CACHE} when it is set, else {@code .cache/calmroom} in the user's home; made by whoever writes first. */
    public static Path in(Map<String, String> environment) {
        String chosen = environment.getOrDefault("CALMROOM_CACHE", "");
        return chosen.isBlank() ? Path.of(System.getProperty("user.home"), ".cache", "calmroom") : Path.of(chosen);
    }

    /** {@code CALMROOM_LEARNED}: such a folder, read and never written to, with what the build has learned of what is shipped. */
    public static Optional<Path> shippedIn(Map<String, String> environment) {
        String named = environment.getOrDefault("CALMROOM_LEARNED", "");
        return named.isBlank() ? Optional.empty() : Optional.of(Path.of(named));
    }
}
