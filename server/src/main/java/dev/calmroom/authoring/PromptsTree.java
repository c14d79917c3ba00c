package dev.calmroom.authoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** A copy of a prompts folder. Every file in it appears whole or not at all; what editors leave beside files is not copied. */
final class PromptsTree {
    private static final List<String> GROUPS = List.of("scenarios", "frameworks");

    private final Path folder;

    PromptsTree(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    Path folder() {
        return folder;
    }

    /** Sizes and times of all files: cheap to take, different after any edit. */
    static String stamp(Path folder) {
        StringBuilder stamp = new StringBuilder();
        for (Path file : files(folder)) {
            try {
                stamp.append(file)
                        .append(' ')
                        .append(Files.size(file))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file).toMillis())
                        .append('\n');
            } catch (IOException e) {
                // Gone since it was listed: the next look sees that.
                stamp.append(file).append(" gone\n");
            }
        }
        return stamp.toString();
    }

    /** Makes the copy the same as another folder; a file that is the same already is not touched. */
    void become(Path other) {
        try {
            Files.createDirectories(folder);
            for (Path file : files(folder)) {
                if (!Files.isRegularFile(other.resolve(relative(file)))) {
                    Files.delete(file);
                }
            }
            for (Path file : files(other)) {
                copy(file, folder.resolve(other.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be copied to %s".formatted(other, folder), e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.isRegularFile(to) && Files.mismatch(from, to) < 0) {
            return;
        }
        write(to, Files.readAllBytes(from));
    }

    /** Writes a file whole or not at all, readable for whom the system lets read new files. */
    static void write(Path to, byte[] content) throws IOException {
        Path place = Objects.requireNonNull(to.getParent());
        Files.createDirectories(place);
        Path part = place.resolve("." + UUID.randomUUID() + ".part");
        try {
            Files.write(part, content);
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** What is judged, and kept, as a whole: a scenario's folder, a framework's, or a single file. */
    String unit(Path file) {
        if (!file.startsWith(folder) || file.equals(folder)) {
            return "";
        }
        Path inside = folder.relativize(file);
        boolean grouped =
                inside.getNameCount() > 1 && GROUPS.contains(inside.getName(0).toString());
        return (grouped ? inside.subpath(0, 2) : inside).toString();
    }

    /** Puts a unit as it is in another copy; where it is not there it is taken away. An empty name means everything. */
    void takeBack(String unit, PromptsTree other) {
        Path here = folder.resolve(unit);
        Path there = other.folder.resolve(unit);
        try {
            for (Path file : files(here)) {
                Files.delete(file);
            }
            for (Path file : files(there)) {
                copy(file, folder.resolve(other.relative(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be put back".formatted(here), e);
        }
    }

    private String relative(Path file) {
        return folder.relativize(file).toString();
    }

    void delete() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be removed".formatted(folder), e);
        }
    }

    private static List<Path> files(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !isLeaving(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + folder, e);
        }
    }

    private static boolean isLeaving(String name) {
        return name.startsWith(".") || name.startsWith("#") || name.endsWith("~") || name.endsWith(".yml");
    }
}
