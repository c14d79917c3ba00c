package dev.calmroom.authoring;

import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A scenario's folder in one file, to be given away, and put in place from one. What comes from outside is checked
 * before anything of it is kept: size, names, kinds of files, and then as every scenario is.
 */
public final class ScenarioBox {
    private static final long MOST_BYTES = 4L << 20;
    private static final Set<String> NAMES = Set.of(
            "sheet.yaml", "scenario.yaml", "emotion.yaml", "lines.yaml", "questions.yaml", "persona.md", "README.md");

    /** Where those stand who can come into its calls. */
    private static final String PEOPLE = "people";

    private static final Pattern SHEET = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}\\.yaml");

    private final Path prompts;

    public ScenarioBox(Path prompts) {
        this.prompts = prompts;
    }

    /**
     * @param to the file to write; must not be there
     * @throws InvalidPromptsException when the scenario is not good
     */
    public void pack(String id, Path to) throws IOException {
        new ScenarioFiles(prompts).load(id);
        if (Files.exists(to)) {
            throw new IllegalArgumentException("%s is there already; nothing was written over".formatted(to));
        }
        Path folder = prompts.resolve("scenarios").resolve(id);
        try (OutputStream out = Files.newOutputStream(to);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(it -> isOfScenario(within(folder, it).split("/", -1)))
                    .sorted()
                    .toList()) {
                zip.putNextEntry(new ZipEntry(id + "/" + within(folder, file)));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
    }

    private static String within(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /** @param steps behind the scenario's folder */
    private static boolean isOfScenario(String... steps) {
        return steps.length == 1
                ? NAMES.contains(steps[0])
                : steps.length == 2
                        && steps[0].equals(PEOPLE)
                        && SHEET.matcher(steps[1]).matches();
    }

    /**
     * Puts a scenario in place. Nothing is kept of one that is refused.
     *
     * @return its id
     * @throws IllegalArgumentException when the file is none of a scenario, or one of that name is there
     * @throws InvalidPromptsException when what is in it is not good
     */
    public String install(Path box) throws IOException {
        Path waiting = Files.createTempDirectory("calmroom-install");
        PromptsTree whole = new PromptsTree(waiting);
        try {
            // As if it were in place: beside all that it may rest on or remember.
            whole.become(prompts);
            String id = unpack(box, waiting);
            Path folder = prompts.resolve("scenarios").resolve(id);
            if (Files.exists(folder)) {
                throw new IllegalArgumentException(
                        "there is a scenario '%s' already; take its folder away first: %s".formatted(id, folder));
            }
            new ScenarioFiles(waiting).load(id);
            new PromptsTree(folder).become(waiting.resolve("scenarios").resolve(id));
            return id;
        } finally {
            whole.delete();
        }
    }

    private static String unpack(Path box, Path waiting) throws IOException {
        String id = "";
        long bytes = 0;
        Set<String> found = new HashSet<>();
        try (InputStream in = Files.newInputStream(box);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                String[] steps = steps(box, entry.getName());
                if (!id.isEmpty() && !id.equals(steps[0])) {
                    throw new IllegalArgumentException("%s: holds more than one scenario".formatted(box));
                }
                id = steps[0];
                if (!found.add(steps[1])) {
                    throw new IllegalArgumentException("%s: holds '%s' more than once".formatted(box, steps[1]));
                }
                byte[] content = zip.readNBytes((int) (MOST_BYTES - bytes) + 1);
                bytes += content.length;
                if (bytes > MOST_BYTES) {
                    throw new IllegalArgumentException(
                            "%s: is larger than a scenario may be: %d MB".formatted(box, MOST_BYTES >> 20));
                }
                Path file = waiting.resolve("scenarios").resolve(id).resolve(steps[1]);
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.write(file, content);
            }
        } catch (ZipException e) {
            throw new IllegalArgumentException(
                    "%s: is no zip file that can be read: %s".formatted(box, e.getMessage()), e);
        }
        if (id.isEmpty()) {
            throw new IllegalArgumentException("%s: holds no scenario; is it a zip file?".formatted(box));
        }
        return id;
    }

    /** @return the scenario's id and the file's place behind it */
    private static String[] steps(Path box, String name) {
        String[] steps = name.split("/", 2);
        if (steps.length != 2
                || !steps[0].matches("[a-z0-9][a-z0-9-]{0,63}")
                || !isOfScenario(steps[1].split("/", -1))) {
            throw new IllegalArgumentException("%s: '%s' is no file of a scenario; expected NAME/ with %s"
                    .formatted(box, printable(name), NAMES.stream().sorted().toList()));
        }
        return steps;
    }

    private static String printable(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() > 80 ? plain.substring(0, 80) : plain;
    }
}
