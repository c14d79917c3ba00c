package dev.calmroom.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** One SHA-256 over files, by which it can be told later what a session ran with. */
public final class Fingerprint {
    private Fingerprint() {}

    /**
     * @param places folders, whose files count by name within the folder and contents, and single files; what is missing
     *     counts as empty
     * @return 64 hexadecimal digits; the same for the same contents on every machine
     */
    public static String of(Path... places) {
        MessageDigest digest = sha256();
        for (Path place : places) {
            for (Path file : files(place)) {
                // Lengths stand before contents, so that no two sets of files read as the same bytes.
                byte[] name =
                        place.relativize(file).toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8);
                byte[] contents = read(file);
                digest.update("%d %d ".formatted(name.length, contents.length).getBytes(StandardCharsets.UTF_8));
                digest.update(name);
                digest.update(contents);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static List<Path> files(Path place) {
        if (!Files.exists(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                    .sorted((a, b) -> a.toString().compareTo(b.toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + place, e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
