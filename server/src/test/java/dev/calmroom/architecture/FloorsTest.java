package dev.calmroom.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.calmroom.architecture.WordsTest.filesIn;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** Each room, ground floor first, and the rooms that it may import from, itself aside. */
    private static final Map<String, Set<String>> MAY_KNOW = mayKnow();

    private static Map<String, Set<String>> mayKnow() {
        Map<String, Set<String>> rooms = new LinkedHashMap<>();
        Set<String> words = Set.of("text", "transcript", "scenario", "encoder");
        for (String ground : List.of("audio", "text", "transcript", "scenario", "download")) {
            rooms.put(ground, Set.of());
        }
        rooms.put("encoder", Set.of("download"));
        rooms.put("modelhost", Set.of("download"));
        rooms.put("language", Set.of("modelhost", "download"));
        rooms.put("recognition", Set.of("audio", "text", "transcript", "download"));
        rooms.put("synthesis", Set.of("audio", "text", "download"));
        rooms.put("turntaking", Set.of("audio", "text", "transcript", "encoder"));

        rooms.put("appraisal", words);
        rooms.put("emotion", union(words, Set.of("appraisal")));
        // The truth in the middle: it knows the values that it keeps and nobody of the mind that makes them.
        rooms.put("log", union(words, Set.of("appraisal", "emotion")));
        rooms.put("protocol", Set.of("log"));
        rooms.put("comprehension", union(words, Set.of("appraisal")));
        rooms.put("persona", union(words, Set.of("appraisal", "emotion", "comprehension", "language")));
        Set<String> mind = union(words, Set.of("appraisal", "emotion", "log", "comprehension", "persona"));
        rooms.put("roleplay", mind);
        rooms.put("conversation", Set.of("log", "persona", "emotion", "roleplay", "transcript", "turntaking"));
        Set<String> voice = Set.of("audio", "recognition", "synthesis", "turntaking");
        rooms.put(
                "call",
                union(
                        voice,
                        Set.of("conversation", "roleplay", "persona", "emotion", "log", "transcript", "protocol")));

        rooms.put("judging", union(words, Set.of("appraisal", "language", "log")));
        rooms.put("report", union(words, Set.of("appraisal", "emotion", "judging", "log", "persona", "roleplay")));
        rooms.put("replay", union(mind, voice, Set.of("roleplay", "language", "call", "judging")));
        rooms.put("exam", union(mind, Set.of("roleplay", "language", "replay", "judging")));
        rooms.put("checks", union(words, Set.of("appraisal", "emotion", "log")));
        rooms.put("tuning", union(mind, Set.of("roleplay", "replay", "language", "judging", "checks")));

        rooms.put("swap", union(mind, Set.of("roleplay", "replay", "tuning", "judging", "language")));
        rooms.put("authoring", union(mind, Set.of("roleplay", "replay", "judging", "checks", "tuning", "language")));

        rooms.put("storage", Set.of("audio", "transcript", "log", "call"));
        rooms.put("caller", Set.of("audio", "log", "protocol"));
        Set<String> below = Set.copyOf(rooms.keySet());
        rooms.put(
                "web",
                Set.of(
                        "audio",
                        "authoring",
                        "call",
                        "conversation",
                        "exam",
                        "log",
                        "protocol",
                        "recognition",
                        "replay",
                        "report",
                        "roleplay",
                        "scenario",
                        "storage",
                        "swap",
                        "transcript"));
        rooms.put("app", union(below, Set.of("web")));
        rooms.put("cli", union(below, Set.of("app")));
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

    static Set<String> roomsBelowTheEdges() {
        Set<String> rooms = new TreeSet<>(MAY_KNOW.keySet());
        rooms.removeAll(Set.of("storage", "caller", "web", "app", "cli"));
        return rooms;
    }

    @Test
    void everyPackageHasItsPlaceInTheTable() {
        Set<String> packages = HOUSE.stream()
                .map(type -> type.getPackageName().substring("dev.calmroom".length()))
                .filter(name -> !name.isEmpty())
                .map(name -> name.substring(1).replaceAll("[.].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages).isEqualTo(new TreeSet<>(MAY_KNOW.keySet()));
    }

    @Test
    void noRoomsGoRoundInACircle() {
        SlicesRuleDefinition.slices()
                .matching("dev.calmroom.(*)..")
                .should()
                .beFreeOfCycles()
                .check(HOUSE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rooms")
    void aRoomImportsOnlyFromTheFloorsBelow(String room) {
        Set<String> forbiddenRooms = new TreeSet<>(MAY_KNOW.keySet());
        forbiddenRooms.removeAll(MAY_KNOW.get(room));
        forbiddenRooms.remove(room);
        String[] forbidden =
                forbiddenRooms.stream().map(r -> "dev.calmroom." + r + "..").toArray(String[]::new);

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
    @MethodSource("roomsBelowTheEdges")
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
        // A place for a name in what is written over; words that are ids here and plain words of the programs' own
        // everywhere.
        names.removeAll(Set.of(
                "", "{id}", "other", "clarify", "fix", "odds", "range", "cause", "team", "sales", "outage", "because"));
        return names;
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>(filesIn(Path.of("src/main/java"), ".java"));
        Path client = Path.of("../web-client/src");
        if (Files.isDirectory(client)) {
            filesIn(client, ".ts").stream()
                    .filter(f -> !f.toString().endsWith(".test.ts"))
                    .forEach(sources::add);
        }
        return sources;
    }
}
