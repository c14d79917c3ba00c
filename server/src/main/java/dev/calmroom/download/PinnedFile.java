package dev.calmroom.download;

/**
 * A file of which it is known beforehand what it holds.
 *
 * @param name without a path
 * @param sha256 64 hexadecimal figures, small letters
 */
public record PinnedFile(String name, long bytes, String sha256) {
    public PinnedFile {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256: " + sha256);
        }
        if (name.contains("/") || name.contains("\\") || name.startsWith(".")) {
            throw new IllegalArgumentException("a file's name has no path: " + name);
        }
    }
}
