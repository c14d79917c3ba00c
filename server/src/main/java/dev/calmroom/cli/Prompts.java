package dev.calmroom.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A folder of prompts that something is compared with: one on the disk, or as it was at a revision of the repository that
 * the folder in use lies in.
 */
final class Prompts implements AutoCloseable {
    private static final String GIT = "git:";

    private final Path folder;
    private final boolean temporary;

    private Prompts(Path folder, boolean temporary) {
        this.folder = folder;
        this.temporary = temporary;
    }

    /**
     * @param named a folder, or {@code git:} and a revision
     * @param inUse the folder of prompts that is in use
     * @throws IllegalArgumentException when there is no such thing
     */
    static Prompts of(String named, Path inUse) throws IOException, InterruptedException {
        if (named.startsWith(GIT)) {
            return atRevision(
                    named.substring(GIT.length()), inUse.toAbsolutePath().normalize());
        }
        Path folder = Path.of(named);
        if (!Files.isDirectory(folder.resolve("scenarios"))) {
            throw new IllegalArgumentException(
                    "%s: expected a folder of prompts with scenarios/ in it, or git:REVISION".formatted(named));
        }
        return new Prompts(folder, false);
    }

    private static Prompts atRevision(String revision, Path inUse) throws IOException, InterruptedException {
        String top = git(inUse, "rev-parse", "--show-toplevel").strip();
        String within = Path.of(top).toRealPath().relativize(inUse.toRealPath()).toString();
        Path folder = Files.createTempDirectory("calmroom-prompts-");
        Prompts prompts = new Prompts(folder, true);
        try {
            // A revision cannot be an option: the colon stands behind it.
            Process archive = new ProcessBuilder(
                            "git", "-C", top, "archive", "--format=zip", "--end-of-options", revision + ":" + within)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (ZipInputStream zip = new ZipInputStream(archive.getInputStream())) {
                unzip(zip, folder);
            }
            if (archive.waitFor() != 0 || !Files.isDirectory(folder.resolve("scenarios"))) {
                throw new IllegalArgumentException(
                        "git:%s: there is no %s at that revision of %s".formatted(revision, within, top));
            }
            return prompts;
        } catch (IOException | InterruptedException | RuntimeException e) {
            prompts.close();
            throw e;
        }
    }

    private static void unzip(ZipInputStream zip, Path folder) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            Path file = folder.resolve(entry.getName()).normalize();
            if (!file.startsWith(folder)) {
                throw new IOException("a path leads out of the archive: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(file);
            } else {
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    private static String git(Path within, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of("git", "-C", within.toString()), Stream.of(arguments))
                .toList();
        Process git = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream out = git.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            if (git.waitFor() != 0) {
                throw new IllegalArgumentException(within + ": lies in no git repository");
            }
            return said;
        }
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        if (!temporary) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
