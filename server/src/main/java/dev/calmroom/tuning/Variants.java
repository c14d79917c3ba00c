package dev.calmroom.tuning;

import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.PromptFile;
import dev.calmroom.tuning.Experiment.Patch;
import dev.calmroom.tuning.Experiment.VariantSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Lays versions of the prompts out as folders. */
public final class Variants {
    private final Path work;

    /** @param work a folder of our own, for copies */
    public Variants(Path work) {
        this.work = work;
    }

    /** @throws IllegalArgumentException when there is no such version, with what was looked for */
    public Variant layOut(VariantSource source) {
        return switch (source) {
            case VariantSource.Folder folder -> {
                if (!Files.isDirectory(folder.prompts().resolve("scenarios"))) {
                    throw new IllegalArgumentException(
                            "variant '%s': %s is no folder of prompts".formatted(folder.name(), folder.prompts()));
                }
                yield new Variant(
                        folder.name(), folder.prompts(), folder.prompts().toString());
            }
            case VariantSource.Revision revision ->
                new Variant(revision.name(), revision(revision), "git " + revision.revision());
            case VariantSource.Patched patched ->
                new Variant(
                        patched.name(),
                        patched(patched),
                        "with %d changes".formatted(patched.patches().size()));
        };
    }

    private Path revision(VariantSource.Revision source) {
        Path folder = source.prompts().toAbsolutePath().normalize();
        String commit = commit(folder, source.revision());
        Path copy = work.resolve("git-" + commit);
        if (Files.isDirectory(copy)) {
            return copy;
        }
        String inside = git(folder, "rev-parse", "--show-prefix").strip();
        // Asked within a folder, git leaves away what lies outside of it: also the tree that is meant.
        Path top = Path.of(git(folder, "rev-parse", "--show-toplevel").strip());
        Path part = work.resolve("git-" + commit + ".part");
        Path packed = work.resolve("git-" + commit + ".zip");
        delete(part);
        try {
            Files.createDirectories(work);
            git(top, "archive", "--format=zip", "--output=" + packed.toAbsolutePath(), commit + ":" + inside);
            unpack(packed, part);
            Files.delete(packed);
            Files.move(part, copy);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException("the prompts of %s cannot be laid out".formatted(source.revision()), e);
        }
    }

    private static String commit(Path folder, String revision) {
        try {
            return git(folder, "rev-parse", "--verify", "--end-of-options", revision + "^{commit}")
                    .strip();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "there is no revision '%s' of %s (%s)".formatted(revision, folder, e.getMessage()), e);
        }
    }

    private static void unpack(Path packed, Path into) throws IOException {
        Files.createDirectories(into);
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(packed))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = into.resolve(entry.getName()).normalize();
                if (!entry.isDirectory() && target.startsWith(into)) {
                    Files.createDirectories(parent(target));
                    Files.copy(zip, target);
                }
            }
        }
    }

    private static String git(Path folder, String... arguments) {
        String[] command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toArray(String[]::new);
        try {
            Process process =
                    new ProcessBuilder(command).directory(folder.toFile()).start();
            // Its warnings are no part of what it answers: a name that is a branch and a tag is warned of.
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String trouble = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalArgumentException(
                        "git %s: %s".formatted(String.join(" ", arguments), trouble.strip()));
            }
            return told;
        } catch (IOException e) {
            throw new UncheckedIOException("git cannot be run; a revision of the prompts needs it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while git was at work", e);
        }
    }

    private Path patched(VariantSource.Patched source) {
        Path copy = work.resolve("patched-" + source.name().replaceAll("[^A-Za-z0-9._-]", "-"));
        delete(copy);
        copy(source.prompts(), copy);
        source.patches().forEach(patch -> apply(patch, copy, source.name()));
        return copy;
    }

    private static void apply(Patch patch, Path copy, String variant) {
        Path path = copy.resolve(patch.file()).normalize();
        if (!path.startsWith(copy)) {
            throw new IllegalArgumentException(
                    "variant '%s': %s lies outside of the prompts".formatted(variant, patch.file()));
        }
        try {
            String text = Files.readString(path);
            Files.writeString(
                    path,
                    patch.file().endsWith(".yaml") ? inYaml(patch, path, text, variant) : inText(patch, text, variant));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("variant '%s': there is no %s".formatted(variant, patch.file()), e);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be changed".formatted(path), e);
        }
    }

    private static String inText(Patch patch, String text, String variant) {
        try {
            return replacedOnce(text, patch.at(), patch.value());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "variant '%s': %s: %s".formatted(variant, patch.file(), e.getMessage()), e);
        }
    }

    /** @throws IllegalArgumentException when the words do not stand in the text exactly once */
    static String replacedOnce(String text, String find, String replace) {
        int at = find.isBlank() ? -1 : text.indexOf(find);
        if (at < 0 || text.indexOf(find, at + 1) >= 0) {
            throw new IllegalArgumentException("expected the words «%s» once in the file, found them %s"
                    .formatted(shortened(find), at < 0 ? "nowhere" : "more often"));
        }
        return text.substring(0, at) + replace + text.substring(at + find.length());
    }

    private static String shortened(String words) {
        String line = words.strip().lines().findFirst().orElse("");
        return line.length() > 80 ? line.substring(0, 80) + "…" : line;
    }

    /** The value alone is written over, so that comments and lines stay where they are. */
    private static String inYaml(Patch patch, Path path, String text, String variant) {
        try {
            return PromptFile.read(path).withValue(patch.at(), text, patch.value());
        } catch (InvalidPromptsException e) {
            throw new IllegalArgumentException("variant '%s': %s".formatted(variant, e.getMessage()), e);
        }
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(parent(target));
                Files.copy(file, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be copied".formatted(from), e);
        }
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    static void delete(@Nullable Path folder) {
        if (folder == null || !Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted((a, b) -> b.compareTo(a)).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be removed".formatted(folder), e);
        }
    }
}
