package dev.calmroom.scenario;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The texts that a language model is given: every place in braces is filled by the program, and none is left out. */
final class TemplateCheck {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z-]+)}");
    private static final Set<String> OF_A_TURN = Set.of(
            "act",
            "mood",
            "feelings",
            "moved",
            "facts",
            "decided",
            "interval",
            "reading",
            "tone",
            "bridge",
            "min",
            "max",
            "events",
            "promised",
            "asked",
            "now");

    /**
     * @param filled the places that the program fills
     * @param needed those without which the text makes no sense
     */
    private record Places(Set<String> filled, Set<String> needed) {
        /** Each a list of words. */
        static Places of(String filled, String needed) {
            return new Places(Set.of(filled.split(" ", -1)), Set.of(needed.split(" ", -1)));
        }
    }

    /** By the file's path in the prompts folder; those that are needed only by some commands may be missing. */
    private static final Map<String, Places> OPTIONAL = Map.of(
            "leader.md", Places.of("brief persona role summary", "brief"),
            "propose.md", Places.of("file failed held tried text", "file failed text"),
            "judged-statement.md", Places.of("statement call", "statement call"),
            "grader-sheet.md", Places.of("mark call questions", "mark call questions"),
            "reading.md", Places.of("acts facts before parts", "facts parts"),
            "shared/persona.md", Places.of("name full-name role about temper leader possessive", "name about"));

    private static final Map<String, Places> OF_TURNS = Map.of(
            "turn.md", new Places(OF_A_TURN, Set.of("act", "facts")),
            "turn-free.md", new Places(OF_A_TURN, Set.of("act", "facts")));

    private final Path prompts;
    private final List<Problem> problems = new ArrayList<>();

    TemplateCheck(Path prompts) {
        this.prompts = prompts;
    }

    List<Problem> problems() {
        if (Files.exists(prompts.resolve("speech.yaml"))) {
            OF_TURNS.forEach((name, places) -> template(prompts.resolve(name), places));
        }
        OPTIONAL.forEach((name, places) -> {
            if (Files.exists(prompts.resolve(name))) {
                template(prompts.resolve(name), places);
            }
        });
        // In these nothing is filled in: a place in braces would be read out to a model as it stands.
        Places none = new Places(Set.of(), Set.of());
        within("scenarios", "persona.md").forEach(file -> template(file, none));
        within("frameworks", "grader.md").forEach(file -> template(file, none));
        if (Files.exists(prompts.resolve("grader.md"))) {
            template(prompts.resolve("grader.md"), none);
        }
        return problems;
    }

    private List<Path> within(String folder, String name) {
        try (Stream<Path> folders = Files.list(prompts.resolve(folder))) {
            return folders.map(it -> it.resolve(name))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void template(Path file, Places places) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            problems.add(new Problem(file, 0, Files.exists(file) ? "is not UTF-8 text" : "is missing"));
            return;
        }
        if (text.isBlank()) {
            problems.add(new Problem(file, 0, "is empty"));
            return;
        }
        Set<String> missing = new TreeSet<>(places.needed());
        missing.removeAll(unknown(file, text, places.filled()));
        missing.forEach(place ->
                problems.add(new Problem(file, 0, "{%s} is left out, and nothing else says it".formatted(place))));
    }

    /** @return the places that are there */
    private Set<String> unknown(Path file, String text, Set<String> filled) {
        Set<String> there = new HashSet<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            Matcher place = PLACE.matcher(line);
            while (place.find()) {
                there.add(place.group(1));
                if (!filled.contains(place.group(1))) {
                    problems.add(new Problem(file, number, notFilled(place.group(1), filled)));
                }
            }
        }
        return there;
    }

    private static String notFilled(String place, Set<String> filled) {
        return filled.isEmpty()
                ? "nothing is filled in at {%s}; this text is given as it stands".formatted(place)
                : "nothing is filled in at {%s}; %s".formatted(place, ScenarioDangers.meant(place, filled));
    }
}
