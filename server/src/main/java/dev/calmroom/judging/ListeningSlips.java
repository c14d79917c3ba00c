package dev.calmroom.judging;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.Nearest;
import dev.calmroom.scenario.PromptFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/**
 * Patterns of {@code judge.yaml} that can never be found: they are looked for in normalised words, which are of lower
 * case and have neither apostrophes nor punctuation.
 */
final class ListeningSlips {
    private static final Pattern NAME = Pattern.compile("<([a-z-]+)>");
    /** What is no letter that is looked for: classes and borders, names of groups and of word lists. */
    private static final Pattern NO_LETTER = Pattern.compile("\\\\[A-Za-z]|\\(\\?<[A-Za-z0-9]+>|<[a-z-]+>");

    private static final Pattern CAPITAL = Pattern.compile("\\p{Lu}");
    private static final Pattern APOSTROPHE = Pattern.compile("['’]");
    private static final Pattern MARK = Pattern.compile("\\\\[.?!,;:]");
    /** Under these keys stand criteria. */
    private static final Set<String> CRITERIA = Set.of("needs-after", "after");

    private static final String NAMES = "/names/";

    private final PromptFile file;
    private final Set<String> criteria;
    private final JsonNode names;
    private final Set<String> used = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    /** @param criteria of the framework */
    ListeningSlips(PromptFile file, Set<String> criteria) {
        this.file = file;
        this.criteria = criteria;
        this.names = file.tree().path("names");
    }

    List<Problem> problems() {
        file.tree().properties().forEach(part -> walk(part.getValue(), "/" + part.getKey(), part.getKey()));
        for (String name : names.propertyNames()) {
            if (!used.contains(name)) {
                problems.add(file.problem(NAMES + name, "no pattern has <%s> in it".formatted(name)));
            }
        }
        return problems;
    }

    private void walk(JsonNode node, String pointer, String key) {
        if (node.isString()) {
            if (CRITERIA.contains(key)) {
                criterion(file, pointer, node.stringValue(), criteria, problems);
            } else {
                pattern(pointer, node.stringValue());
            }
        }
        int index = 0;
        for (JsonNode item : node.isArray() ? node.values() : List.<JsonNode>of()) {
            walk(item, pointer + "/" + index++, key);
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            walk(entry.getValue(), pointer + "/" + entry.getKey(), entry.getKey());
        }
    }

    static void criterion(PromptFile file, String pointer, String found, Set<String> criteria, List<Problem> problems) {
        if (!criteria.contains(found)) {
            problems.add(file.problem(
                    pointer,
                    "the framework has no criterion '%s'%s"
                            .formatted(
                                    found,
                                    Nearest.to(found, criteria)
                                            .map("; did you mean %s?"::formatted)
                                            .orElse(""))));
        }
    }

    private void pattern(String pointer, String pattern) {
        StringBuilder whole = new StringBuilder();
        Matcher name = NAME.matcher(pattern);
        while (name.find()) {
            if (pointer.startsWith(NAMES)) {
                problems.add(file.problem(pointer, "a name stands in patterns only, and not in another one's words"));
                name.appendReplacement(whole, "(?:word)");
                continue;
            }
            used.add(name.group(1));
            if (!names.has(name.group(1))) {
                problems.add(file.problem(
                        pointer,
                        "there is no name <%s>%s"
                                .formatted(
                                        name.group(1),
                                        Nearest.to(name.group(1), Set.copyOf(names.propertyNames()))
                                                .map("; did you mean <%s>?"::formatted)
                                                .orElse(""))));
            }
            name.appendReplacement(whole, "(?:word)");
        }
        name.appendTail(whole);
        try {
            Pattern.compile(whole.toString());
        } catch (PatternSyntaxException e) {
            problems.add(file.problem(
                    pointer, "expected a regular expression: %s at %d".formatted(e.getDescription(), e.getIndex())));
            return;
        }
        String letters = NO_LETTER.matcher(pattern).replaceAll("");
        neverFound(CAPITAL, letters, "a capital letter", pointer);
        neverFound(APOSTROPHE, letters, "an apostrophe", pointer);
        neverFound(MARK, letters, "punctuation", pointer);
    }

    private void neverFound(Pattern what, String letters, String called, String pointer) {
        Matcher found = what.matcher(letters);
        if (found.find()) {
            problems.add(file.problem(
                    pointer,
                    "has %s (%s), which normalised words have not: it is never found"
                            .formatted(called, found.group())));
        }
    }
}
