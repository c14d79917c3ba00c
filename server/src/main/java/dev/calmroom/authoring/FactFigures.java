package dev.calmroom.authoring;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.NamedWays;
import dev.calmroom.scenario.PromptFile;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.text.SpokenNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Facts, and the lines that tell them, that say different numbers of the same thing. Two sentences are about the same
 * thing where most words of the shorter one stand in the other and they name no different ways out.
 */
final class FactFigures {
    private static final double SAME_THING = 0.6;
    /** Fewer words than so say too little of what they are about. */
    private static final int TELLING = 2;

    private static final int SHORTEST_WORD = 3;
    private static final Set<String> EMPTY_WORDS = Set.of(
            "the", "and", "for", "are", "was", "were", "has", "have", "had", "that", "this", "which", "with", "from",
            "about", "more", "than", "they", "their", "there", "will", "would", "could", "been", "its", "most", "only",
            "full", "another", "some", "all", "not");

    private static final Set<String> SCALES = Set.of("hundred", "thousand", "million");

    private final Scenario scenario;
    private final Set<String> units;
    private final SpokenNumbers numbers;
    private final List<Said> said;

    /** A sentence of a fact, with its numbers by unit. */
    private record Said(int fact, String sentence, Map<String, Set<Long>> figures, Set<String> words) {}

    /** @param units words that make a number before them a figure */
    FactFigures(Scenario scenario, Set<String> units) {
        this.scenario = scenario;
        Set<String> known = new HashSet<>(units);
        scenario.plot().facts().forEach(fact -> known.addAll(unitsOf(fact)));
        // «Three hundred thousand» is one number.
        known.removeAll(SCALES);
        this.units = Set.copyOf(known);
        this.numbers = new SpokenNumbers(known);
        this.said = new ArrayList<>();
        List<Knowledge.Fact> facts = scenario.plot().facts();
        for (int i = 0; i < facts.size(); i++) {
            for (String sentence : sentences(facts.get(i).statement())) {
                Map<String, Set<Long>> figures = numbers.byUnit(sentence);
                if (!figures.isEmpty()) {
                    said.add(new Said(i, sentence, withOwn(facts.get(i), figures), words(sentence)));
                }
            }
        }
    }

    private static List<String> sentences(String text) {
        return List.of(text.split("(?<=[.!?;])\\s+", 0));
    }

    /** What a fact gives as true in other words («sixty-forty») is no other figure. */
    private static Map<String, Set<Long>> withOwn(Knowledge.Fact fact, Map<String, Set<Long>> stated) {
        Map<String, Set<Long>> figures = new LinkedHashMap<>();
        stated.forEach((unit, numbers) -> {
            Set<Long> all = new TreeSet<>(numbers);
            if (unitsOf(fact).contains(unit)) {
                all.addAll(Objects.requireNonNull(fact.figures()).are());
            }
            figures.put(unit, all);
        });
        return figures;
    }

    private static List<String> unitsOf(Knowledge.Fact fact) {
        return fact.figures() == null ? List.of() : fact.figures().of();
    }

    private Set<String> words(String sentence) {
        return Arrays.stream(sentence.toLowerCase(Locale.ROOT).split("[^a-z]+", 0))
                .filter(word -> word.length() >= SHORTEST_WORD && !EMPTY_WORDS.contains(word) && !units.contains(word))
                .filter(word -> numbers.all(word).isEmpty())
                .map(word -> word.length() > SHORTEST_WORD ? word.replaceFirst("(?:ing|ed|es|s|e)$", "") : word)
                .collect(Collectors.toSet());
    }

    /** @param lines the file of the lines; null where a model plays the scenario alone, or it is on one sheet */
    List<Problem> problems(PromptFile plot, @Nullable PromptFile lines) {
        List<Problem> problems = new ArrayList<>();
        againstThemselves(plot, problems);
        for (int i = 0; i < said.size(); i++) {
            for (int j = i + 1; j < said.size(); j++) {
                against(said.get(i), said.get(j), plot, problems);
            }
        }
        if (lines != null) {
            inLines(lines, problems);
        }
        return problems;
    }

    private void againstThemselves(PromptFile plot, List<Problem> problems) {
        List<Knowledge.Fact> facts = scenario.plot().facts();
        for (int i = 0; i < facts.size(); i++) {
            Knowledge.Fact fact = facts.get(i);
            if (fact.figures() == null) {
                continue;
            }
            List<Long> are = fact.figures().are();
            for (Map.Entry<String, Set<Long>> one :
                    numbers.byUnit(fact.statement()).entrySet()) {
                if (fact.figures().of().contains(one.getKey()) && !are.containsAll(one.getValue())) {
                    problems.add(plot.problem(
                            "/facts/" + i + "/figures",
                            "says %s, and the statement says %s %s".formatted(are, one.getValue(), one.getKey())));
                }
            }
        }
    }

    private void against(Said one, Said other, PromptFile plot, List<Problem> problems) {
        List<Knowledge.Fact> facts = scenario.plot().facts();
        Knowledge.Fact first = facts.get(one.fact());
        Knowledge.Fact second = facts.get(other.fact());
        // What holds at different times may well differ.
        boolean apart = first.when() != null && second.when() != null;
        if (one.fact() == other.fact() || apart || !sameThing(one, other)) {
            return;
        }
        one.figures().forEach((unit, figures) -> {
            Set<Long> others = other.figures().getOrDefault(unit, Set.of());
            if (!others.isEmpty() && Collections.disjoint(figures, others)) {
                int line = plot.lineOf("/facts/" + one.fact());
                String where = line == 0 ? "" : " on line " + line;
                problems.add(plot.problem(
                        "/facts/" + other.fact() + "/statement",
                        "says %s %s of what '%s'%s says %s of"
                                .formatted(shown(others), unit, first.id(), where, shown(figures))));
            }
        });
    }

    private boolean sameThing(Said one, Said other) {
        Set<String> ways = ways(one.sentence());
        Set<String> others = ways(other.sentence());
        long shared = one.words().stream().filter(other.words()::contains).count();
        int fewer = Math.min(one.words().size(), other.words().size());
        return ways.equals(others) && fewer >= TELLING && shared >= SAME_THING * fewer;
    }

    private Set<String> ways(String sentence) {
        return new NamedWays(scenario.plot().options()).in(sentence);
    }

    /** A line that tells a fact with figures says no others before their units, unless another fact has them. */
    private void inLines(PromptFile file, List<Problem> problems) {
        Set<Long> known = new HashSet<>();
        Map<String, List<String>> units = new HashMap<>();
        scenario.plot().facts().forEach(fact -> {
            known.addAll(numbers.all(fact.statement()));
            known.addAll(fact.figures() == null ? List.of() : fact.figures().are());
            units.put(fact.id(), unitsOf(fact));
        });
        JsonNode groups = file.tree().path("lines");
        for (int group = 0; group < groups.size(); group++) {
            Set<String> told = new HashSet<>();
            groups.get(group)
                    .path("facts")
                    .values()
                    .forEach(fact -> told.addAll(units.getOrDefault(fact.asString(""), List.of())));
            JsonNode says = groups.get(group).path("says");
            for (int i = 0; i < says.size(); i++) {
                for (String sentence : sentences(says.get(i).asString(""))) {
                    Map<String, Set<Long>> figures = numbers.byUnit(sentence);
                    figures.keySet().retainAll(told);
                    figures.values().forEach(each -> each.removeAll(known));
                    String pointer = "/lines/%d/says/%d".formatted(group, i);
                    figures.forEach((unit, foreign) -> {
                        if (!foreign.isEmpty()) {
                            problems.add(file.problem(
                                    pointer, "says %s %s, and no fact does".formatted(shown(foreign), unit)));
                        }
                    });
                }
            }
        }
    }

    private static String shown(Set<Long> figures) {
        return figures.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
