package dev.calmroom.lab;

import dev.calmroom.judging.Agreement;
import dev.calmroom.judging.Agreement.Pair;
import dev.calmroom.judging.LabelledCall;
import dev.calmroom.judging.RubricFolder;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a second reader says of labelled calls, to know how far two people agree before a judge is held against one.
 *
 * @param criteria in the order of the letters
 * @param calls by name, a letter a criterion: {@code y}, {@code n} or {@code u}
 */
record SecondLabels(List<String> criteria, Map<String, String> calls) {
    SecondLabels {
        criteria = List.copyOf(criteria);
        calls = Map.copyOf(calls);
        String all = "[ynu]{" + criteria.size() + "}";
        for (Map.Entry<String, String> call : calls.entrySet()) {
            if (!call.getValue().matches(all)) {
                throw new IllegalArgumentException("%s: '%s' is not one letter y, n or u for each of %d criteria"
                        .formatted(call.getKey(), call.getValue(), criteria.size()));
            }
        }
    }

    /** Those of a framework's calls; empty where there are none. */
    static Optional<SecondLabels> of(Path folder, String framework) {
        Path file = folder.resolve("second-labels").resolve(framework + ".yaml");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RubricFolder.parse(file, Files.readString(file), SecondLabels.class));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** How far the two readers agree, by criterion; only what both have answered. */
    Map<String, List<Pair>> pairs(List<LabelledCall> labelled) {
        Map<String, List<Pair>> pairs = new LinkedHashMap<>();
        for (LabelledCall call : labelled) {
            String letters = calls.get(call.name());
            if (letters == null) {
                continue;
            }
            for (CriterionResult label : call.labels()) {
                int at = criteria.indexOf(label.id());
                if (at >= 0) {
                    pairs.computeIfAbsent(label.id(), id -> new ArrayList<>())
                            .add(new Pair(label.verdict(), verdict(letters.charAt(at))));
                }
            }
        }
        return pairs;
    }

    /**
     * How far two readers agree.
     *
     * @param split whose calls
     * @param decided where neither is unsure
     */
    record People(String split, int calls, Agreement all, Agreement decided, Map<String, Agreement> byCriterion) {}

    /** A line for each split that has second labels, in the order of the calls. */
    List<People> people(List<LabelledCall> labelled) {
        return labelled.stream()
                .filter(call -> calls.containsKey(call.name()))
                .collect(Collectors.groupingBy(LabelledCall::split, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(split -> people(split.getKey(), split.getValue()))
                .toList();
    }

    private People people(String split, List<LabelledCall> labelled) {
        Map<String, List<Pair>> pairs = pairs(labelled);
        List<Pair> all = pairs.values().stream().flatMap(List::stream).toList();
        Map<String, Agreement> byCriterion = new LinkedHashMap<>();
        pairs.forEach((id, list) -> byCriterion.put(id, Agreement.of(list)));
        return new People(
                split,
                labelled.size(),
                Agreement.of(all),
                Agreement.of(all.stream()
                        .filter(p -> p.label() != Verdict.UNSURE && p.judge() != Verdict.UNSURE)
                        .toList()),
                byCriterion);
    }

    private static Verdict verdict(char letter) {
        return switch (letter) {
            case 'y' -> Verdict.YES;
            case 'n' -> Verdict.NO;
            default -> Verdict.UNSURE;
        };
    }
}
