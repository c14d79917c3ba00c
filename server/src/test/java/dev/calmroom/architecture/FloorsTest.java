package dev.calmroom.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The house stands: each room imports only from the floors below it, and none knows the name of a scenario's things. */
class FloorsTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.calmroom");

    /** Each room and the rooms that it may import from, itself aside. */
    private static final Map<String, Set<String>> MAY_KNOW = mayKnow();

    private static Map<String, Set<String>> mayKnow() {
        Set<String> ground = Set.of("audio", "transcript", "scenario");
        Set<String> voice = Set.of("recognition", "synthesis", "turntaking");
        List<String> roleplay = List.of("appraisal", "emotion", "persona", "session", "grading");
        Set<String> uses = Set.of("call", "replay", "tuning");
        Map<String, Set<String>> rooms = new java.util.TreeMap<>();
        rooms.put("audio", Set.of());
        rooms.put("transcript", Set.of());
        rooms.put("scenario", Set.of());
        voice.forEach(room -> rooms.put(room, union(ground, voice)));
        for (int i = 0; i < roleplay.size(); i++) {
            rooms.put(roleplay.get(i), union(Set.of("transcript", "scenario"), Set.copyOf(roleplay.subList(0, i))));
        }
        Set<String> below = union(ground, voice, Set.copyOf(roleplay));
        uses.forEach(room -> rooms.put(room, union(below, uses)));
        return rooms;
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        Set<String> all = new TreeSet<>();
        for (Set<String> set : sets) {
            all.addAll(set);
        }
        return all;
    }

    static Set<String> rooms() {
        return MAY_KNOW.keySet();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rooms")
    void aRoomImportsOnlyFromTheFloorsBelow(String room) {
        Set<String> everyRoom = union(MAY_KNOW.keySet(), Set.of("storage", "web", "cli", "caller", "bench"));
        everyRoom.removeAll(MAY_KNOW.get(room));
        everyRoom.remove(room);
        String[] forbidden =
                everyRoom.stream().map(r -> "dev.calmroom." + r + "..").toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage("dev.calmroom." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rooms")
    void noRoomUnderTheEdgesKnowsSpringOrHttp(String room) {
        noClasses()
                .that()
                .resideInAPackage("dev.calmroom." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "jakarta.servlet..", "jakarta.websocket..")
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    /** Another scenario is a folder: nothing in Java or TypeScript may call this one's people, feelings or moves by name. */
    @Test
    void noSourceNamesAnythingOfAScenario() throws IOException {
        Set<String> names = scenarioNames();
        assertThat(names).contains("kenji", "platform-down", "decide-and-back", "stress", "steady-hand");
        Pattern quoted = Pattern.compile("[\"'`]([^\"'`\\n]*)[\"'`]");
        List<String> found = new ArrayList<>();
        for (Path source : sources()) {
            int number = 0;
            for (String line : Files.readAllLines(source)) {
                number++;
                String code = line.strip();
                if (code.startsWith("*")
                        || code.startsWith("//")
                        || code.startsWith("/*")
                        || code.startsWith("import")) {
                    continue;
                }
                for (String text :
                        quoted.matcher(code).results().map(r -> r.group(1)).toList()) {
                    if (names.contains(text.toLowerCase(Locale.ROOT))
                            || text.toLowerCase(Locale.ROOT).contains("kenji")) {
                        found.add("%s:%d: %s".formatted(source.getFileName(), number, code));
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    /** Ids of the scenarios, frameworks, their dimensions, moves, criteria and endings, and the personas' names. */
    private static Set<String> scenarioNames() throws IOException {
        Set<String> names = new TreeSet<>();
        YAMLMapper yaml = new YAMLMapper();
        Path prompts = Path.of("../prompts");
        for (Path file : filesIn(prompts, ".yaml")) {
            String name = file.getFileName().toString();
            if (Set.of("scenario.yaml", "emotion.yaml", "framework.yaml").contains(name)) {
                JsonNode tree = yaml.readTree(file.toFile());
                names.add(tree.path("id").asString("").toLowerCase(Locale.ROOT));
                names.add(tree.path("persona").path("name").asString("").toLowerCase(Locale.ROOT));
                for (String list : List.of("dimensions", "moves", "criteria", "endings", "facts", "options")) {
                    tree.path(list)
                            .values()
                            .forEach(item -> names.add(item.path("id").asString("")));
                }
            }
        }
        // Words that are ids here and plain words of the programs' own everywhere.
        names.removeAll(Set.of("", "other", "clarify", "fix", "odds", "range", "cause", "team", "sales", "outage"));
        return names;
    }

    private static List<Path> sources() throws IOException {
        // The command line may say which scenario or framework it takes when none is named: that is an option's
        // default.
        List<Path> sources = new ArrayList<>(filesIn(Path.of("src/main/java"), ".java").stream()
                .filter(source -> !source.toString().contains("/cli/"))
                .toList());
        Path client = Path.of("../web-client/src");
        if (Files.isDirectory(client)) {
            filesIn(client, ".ts").stream()
                    .filter(f -> !f.toString().endsWith(".test.ts"))
                    .forEach(sources::add);
        }
        return sources;
    }

    private static List<Path> filesIn(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(ending)).toList();
        }
    }
}
