package dev.calmroom.authoring;

import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.PromptFile;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A scenario in one file, with the framework that it is scored by and the leaders that are written for it, to be given away,
 * and put in place from one. What comes from outside is checked before anything of it is kept: size, names, kinds of files,
 * and then as everything in the folder is.
 */
public final class ScenarioBox {
    private static final long MOST_BYTES = 4L << 20;
    private static final String FRAMEWORKS = "frameworks";
    private static final String LEADERS = "leaders";

    private static final String OF_SCENARIO =
            "(?:(?:sheet|scenario|emotion|lines|questions)\\.yaml|persona\\.md|README\\.md|people/%s\\.yaml)"
                    .formatted(NewName.PATTERN);
    private static final Pattern SCENARIO_FILE = Pattern.compile("%s/%s".formatted(NewName.PATTERN, OF_SCENARIO));
    private static final Pattern FRAMEWORK_FILE = Pattern.compile(
            "%s/%s/(?:(?:framework|judge|alternatives|votes)\\.yaml|grader\\.md|README\\.md|criterion-heads\\.json|examples/%s\\.yaml)"
                    .formatted(FRAMEWORKS, NewName.PATTERN, NewName.PATTERN));
    private static final Pattern LEADER_FILE = Pattern.compile("%s/%s\\.yaml".formatted(LEADERS, NewName.PATTERN));

    private final Path prompts;

    public ScenarioBox(Path prompts) {
        this.prompts = prompts;
    }

    /**
     * @param kept places of the prompts folder that the box has something for and that stay as they are, since something is
     *     there already
     */
    public record Installed(String id, List<String> kept) {
        public Installed {
            kept = List.copyOf(kept);
        }
    }

    /**
     * @param to the file to write
     * @param replace whether a file of that name is written over
     * @return places in the prompts folder, of what goes along with the scenario
     * @throws InvalidPromptsException when the scenario is not good
     */
    public List<String> pack(String id, Path to, boolean replace) throws IOException {
        Scenario scenario = new ScenarioFiles(prompts).load(id);
        if (Files.exists(to) && !replace) {
            throw new IllegalArgumentException(
                    "%s is there already; nothing was written over. --replace does".formatted(to));
        }
        Set<String> leaders = new TreeSet<>();
        for (LeaderScript leader : LeaderScript.readEvery(prompts, id)) {
            leaders.add(leader.id());
        }
        TreeMap<String, Path> files = new TreeMap<>();
        collect(prompts.resolve("scenarios").resolve(id), id, SCENARIO_FILE, files);
        String framework = FRAMEWORKS + "/" + scenario.plot().framework();
        collect(prompts.resolve(framework), framework, FRAMEWORK_FILE, files);
        TreeMap<String, Path> written = new TreeMap<>();
        collect(prompts.resolve(LEADERS), LEADERS, LEADER_FILE, written);
        written.forEach((name, file) -> {
            if (leaders.contains(leader(file))) {
                files.put(name, file);
            }
        });
        try (OutputStream out = Files.newOutputStream(to);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : files.keySet()) {
                zip.putNextEntry(new ZipEntry(name));
                Files.copy(files.get(name), zip);
                zip.closeEntry();
            }
        }
        List<String> along = new ArrayList<>(List.of(framework));
        files.keySet().stream()
                .filter(name -> LEADER_FILE.matcher(name).matches())
                .forEach(along::add);
        return along;
    }

    private static String leader(Path file) {
        return PromptFile.read(file).tree().path("id").asString("");
    }

    private static void collect(Path folder, String name, Pattern known, Map<String, Path> into) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                String entry = name + "/" + folder.relativize(file).toString().replace('\\', '/');
                if (known.matcher(entry).matches()) {
                    into.put(entry, file);
                }
            });
        }
    }

    /**
     * Puts a scenario in place, with what is in the box for it. Nothing is kept of one that is refused.
     *
     * @param replace whether what is there already is written over; else a scenario of that name is refused, and a framework
     *     or a leader of that name stays as it is
     * @throws IllegalArgumentException when the file is none of a scenario, or one of that name is there
     * @throws InvalidPromptsException when what is in it is not good; places are those in the prompts folder
     */
    public Installed install(Path box, boolean replace) throws IOException {
        SortedMap<String, byte[]> files = unpack(box);
        String id = scenarioOf(box, files);
        if (Files.exists(prompts.resolve("scenarios").resolve(id)) && !replace) {
            throw new IllegalArgumentException(
                    "there is a scenario '%s' already; --replace writes over it".formatted(id));
        }
        Set<String> units = new TreeSet<>();
        files.keySet().forEach(name -> units.add(unit(name)));
        List<String> kept = units.stream()
                .filter(unit -> !replace && Files.exists(prompts.resolve(unit)))
                .toList();
        units.removeAll(kept);
        Path waiting = Files.createTempDirectory("calmroom-install");
        PromptsTree whole = new PromptsTree(waiting);
        try {
            // As if it were in place: beside all that it may rest on or remember.
            whole.become(prompts);
            List<Problem> before = PromptsCheck.of(waiting).problems();
            PromptsTree nothing = new PromptsTree(waiting.resolve(".nothing"));
            units.forEach(unit -> whole.takeBack(unit, nothing));
            for (String name : files.keySet()) {
                if (units.contains(unit(name))) {
                    PromptsTree.write(waiting.resolve(place(name)), files.get(name));
                }
            }
            check(box, waiting, id, units, before);
            PromptsTree here = new PromptsTree(prompts);
            units.forEach(unit -> here.takeBack(unit, whole));
            return new Installed(id, kept);
        } finally {
            whole.delete();
        }
    }

    /** @param before what was not good in the folder already; a framework that is written over may break other scenarios */
    private static void check(Path box, Path waiting, String id, Set<String> units, List<Problem> before) {
        List<Problem> problems = PromptsCheck.of(waiting).problems().stream()
                .filter(problem -> !before.contains(problem)
                        || units.stream().anyMatch(unit -> problem.file().startsWith(waiting.resolve(unit))))
                .map(problem -> new Problem(waiting.relativize(problem.file()), problem.line(), problem.message()))
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidPromptsException(problems);
        }
        String framework =
                FRAMEWORKS + "/" + new ScenarioFiles(waiting).load(id).plot().framework();
        List<String> leaders = LeaderScript.readEvery(waiting, id).stream()
                .map(LeaderScript::id)
                .toList();
        for (String unit : units) {
            boolean belongs = unit.equals("scenarios/" + id)
                    || unit.equals(framework)
                    || (unit.startsWith(LEADERS) && leaders.contains(leader(waiting.resolve(unit))));
            if (!belongs) {
                throw new IllegalArgumentException("%s: %s does not belong to '%s'".formatted(box, unit, id));
            }
        }
    }

    /** Where a file of the box belongs in the prompts folder. */
    private static String place(String name) {
        return FRAMEWORK_FILE.matcher(name).matches()
                        || LEADER_FILE.matcher(name).matches()
                ? name
                : "scenarios/" + name;
    }

    /** What is put in place as a whole: a scenario's folder, a framework's, or a leader. */
    private static String unit(String name) {
        String[] steps = place(name).split("/", -1);
        return steps[0] + "/" + steps[1];
    }

    private static String scenarioOf(Path box, Map<String, byte[]> files) {
        List<String> ids = files.keySet().stream()
                .map(ScenarioBox::place)
                .filter(place -> place.startsWith("scenarios/"))
                .map(place -> place.split("/", -1)[1])
                .distinct()
                .toList();
        if (ids.size() > 1) {
            throw new IllegalArgumentException("%s: holds more than one scenario".formatted(box));
        }
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("%s: holds no scenario; is it a zip file?".formatted(box));
        }
        return ids.getFirst();
    }

    private static SortedMap<String, byte[]> unpack(Path box) throws IOException {
        TreeMap<String, byte[]> files = new TreeMap<>();
        long bytes = 0;
        try (InputStream in = Files.newInputStream(box);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                String name = known(box, entry.getName());
                byte[] content = zip.readNBytes((int) (MOST_BYTES - bytes) + 1);
                bytes += content.length;
                if (bytes > MOST_BYTES) {
                    throw new IllegalArgumentException(
                            "%s: is larger than a scenario may be: %d MB".formatted(box, MOST_BYTES >> 20));
                }
                if (files.put(name, content) != null) {
                    throw new IllegalArgumentException("%s: holds '%s' more than once".formatted(box, name));
                }
            }
        } catch (ZipException e) {
            throw new IllegalArgumentException(
                    "%s: is no zip file that can be read: %s".formatted(box, e.getMessage()), e);
        }
        return files;
    }

    private static String known(Path box, String name) {
        boolean known = Stream.of(SCENARIO_FILE, FRAMEWORK_FILE, LEADER_FILE)
                .anyMatch(kind -> kind.matcher(name).matches());
        if (!known) {
            throw new IllegalArgumentException(
                    "%s: '%s' is no file of a scenario; expected NAME/ with a sheet or the five files, frameworks/NAME/ and leaders/"
                            .formatted(box, printable(name)));
        }
        return name;
    }

    private static String printable(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.length() > 80 ? plain.substring(0, 80) : plain;
    }
}
