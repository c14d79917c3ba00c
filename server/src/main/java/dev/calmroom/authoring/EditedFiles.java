package dev.calmroom.authoring;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.ReadBefore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a prompts folder as somebody edits them from the page. A file that would break something is not saved, one
 * that has changed on disk meanwhile is not written over, and of every file that is saved the version before is kept. Safe
 * for use by several threads.
 */
public final class EditedFiles implements AutoCloseable {
    private static final Pattern EDITABLE = Pattern.compile("[^.#].*\\.(yaml|md)");
    private static final List<String> NOT_EDITED = List.of("schemas", "transcripts");
    private static final Pattern KEPT = Pattern.compile("([0-9]{1,15})-([0-9a-f]{64})");
    private static final int LONGEST = 2 << 20;

    private final PromptsInUse prompts;
    private final Path kept;
    private final Path work;
    private final Clock clock;
    /** Of the files as they were checked the last time: what is typed is one of them. */
    private final ReadBefore checked = new ReadBefore();

    /**
     * @param kept where earlier versions go
     * @param work a folder of our own; what is in it may be lost
     */
    public EditedFiles(PromptsInUse prompts, Path kept, Path work, Clock clock) {
        this.prompts = prompts;
        this.kept = kept;
        this.work = work;
        this.clock = clock;
    }

    /** @param sha256 of the text, in hexadecimal: what a later save is based on */
    public record Text(String text, String sha256) {}

    /** @param id names the version; {@code when} it was replaced */
    public record Version(String id, Instant when, String sha256) {}

    /** What became of a save. */
    public sealed interface Saved {
        /** @param sha256 of what is on disk now */
        record Done(String sha256) implements Saved {}

        /** Nothing was written: the file has been edited on disk since it was read. */
        record Conflict(Text onDisk) implements Saved {}

        /** Nothing was written: it would break something. */
        record Broken(List<Problem> problems) implements Saved {}
    }

    /** Below the prompts folder, with slashes, in alphabetical order. */
    public List<String> files() {
        Path root = prompts.edited();
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(file -> !NOT_EDITED.contains(file.getName(0).toString()))
                    .filter(file ->
                            EDITABLE.matcher(file.getFileName().toString()).matches())
                    .map(file -> file.toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + root, e);
        }
    }

    /** @throws IllegalArgumentException when there is no such file to be edited */
    public Text read(String file) {
        return text(place(file));
    }

    private Path place(String file) {
        // Only what is listed: no name leads out of the folder.
        if (!files().contains(file)) {
            throw new IllegalArgumentException("There is no file '%s' to be edited.".formatted(file));
        }
        return prompts.edited().resolve(file);
    }

    private static Text text(Path path) {
        try {
            String text = Files.readString(path);
            return new Text(text, sha256(text));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }

    /** What can be written in the file. A draft that is broken has the names of the version in use. */
    public Completions completions(String file) {
        return Completions.of(prompts.folder(), file, read(file).text());
    }

    /** What would be wrong if the file read so: all in this file, and in others what is not wrong as it is. */
    public synchronized List<Problem> problems(String file, String text) {
        place(file);
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("A file has at most %d MB.".formatted(LONGEST >> 20));
        }
        Set<String> known = prompts.look().stream().map(EditedFiles::key).collect(Collectors.toSet());
        Path root = prompts.edited();
        return prompts.problemsOf(draft(file, text, work.resolve("checked")), checked).stream()
                .filter(problem -> problem.file().equals(root.resolve(file)) || !known.contains(key(problem)))
                .map(problem -> new Problem(
                        problem.file().startsWith(root) ? root.relativize(problem.file()) : problem.file(),
                        problem.line(),
                        problem.message()))
                .toList();
    }

    private static String key(Problem problem) {
        return problem.file() + " " + problem.message();
    }

    /** The author's folder with one file reading otherwise, in a folder of its own. */
    PromptsTree draft(String file, String text, Path folder) {
        place(file);
        PromptsTree draft = new PromptsTree(folder);
        draft.become(prompts.edited());
        write(draft.folder().resolve(file), text);
        return draft;
    }

    /**
     * Writes a file, if that breaks nothing and nobody else has written it.
     *
     * @param base SHA-256 of the text that the edit began with
     */
    public synchronized Saved save(String file, String text, String base) {
        Path place = place(file);
        Text onDisk = text(place);
        if (!onDisk.sha256().equals(base)) {
            return new Saved.Conflict(onDisk);
        }
        List<Problem> problems = problems(file, text);
        if (!problems.isEmpty()) {
            return new Saved.Broken(problems);
        }
        String sha256 = sha256(text);
        if (!sha256.equals(base)) {
            write(kept.resolve(file).resolve(clock.millis() + "-" + base), onDisk.text());
            write(place, text);
            prompts.look();
        }
        return new Saved.Done(sha256);
    }

    /**
     * Writes a leader's file, which is in use from then on.
     *
     * @throws IllegalArgumentException when there is one of that name
     */
    public synchronized void add(LeaderOfCall leader) {
        Path place = prompts.edited().resolve(leader.file());
        if (Files.exists(place)) {
            throw new IllegalArgumentException("There is a leader «%s» already.".formatted(leader.id()));
        }
        write(place, leader.text());
        prompts.look();
    }

    /** Earlier versions of a file, the newest first. */
    public List<Version> versions(String file) {
        place(file);
        Path folder = kept.resolve(file);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(version -> KEPT.matcher(version.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(m -> new Version(m.group(), Instant.ofEpochMilli(Long.parseLong(m.group(1))), m.group(2)))
                    .sorted(Comparator.comparing(Version::when).reversed())
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + folder, e);
        }
    }

    /** @throws IllegalArgumentException when there is no such version */
    public Text version(String file, String id) {
        place(file);
        if (versions(file).stream().noneMatch(version -> version.id().equals(id))) {
            throw new IllegalArgumentException("There is no such version of '%s'.".formatted(file));
        }
        return text(kept.resolve(file).resolve(id));
    }

    private static void write(Path place, String text) {
        try {
            PromptsTree.write(place, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(place + " cannot be written", e);
        }
    }

    @Override
    public void close() {
        new PromptsTree(work).delete();
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
