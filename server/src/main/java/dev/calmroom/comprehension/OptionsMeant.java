package dev.calmroom.comprehension;

import dev.calmroom.scenario.HearingCues.References;
import dev.calmroom.scenario.Knowledge.WayOut;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Question;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which way out a clause is about: by its name, by the place in which the persona has named it («the first one»), as what
 * is left («the other one»), or, where it says «it», by what was spoken of before. Follows one turn from clause to clause.
 */
final class OptionsMeant {
    private final Known known;
    private Optional<String> last;

    private OptionsMeant(Known known, Optional<String> last) {
        this.known = known;
        this.last = last;
    }

    /**
     * The next clause, with the names in it for what only points at a way out.
     *
     * @param words the clause as the scenario's own questions would put it
     * @param named ids of the ways out that it is about; empty where it is about none, or any
     */
    record Meant(String words, Set<String> named) {}

    Meant in(String clause) {
        Optional<String> pointed = known.pointedAt(clause, last);
        String words = pointed.map(id -> known.namedIn(clause, id)).orElse(clause);
        Set<String> named = new HashSet<>(known.named(words));
        if (named.isEmpty() && known.saysIt(clause)) {
            last.ifPresent(named::add);
        }
        if (named.size() == 1) {
            last = Optional.of(named.iterator().next());
        }
        return new Meant(words, Set.copyOf(named));
    }

    /** What a scenario's ways out are called, and in which order the persona names them. */
    static final class Known {
        private final References references;
        private final Map<String, Pattern> names = new HashMap<>();
        private final Map<String, String> called = new HashMap<>();
        private final List<String> inOrder;
        private final Map<String, List<String>> facts = new LinkedHashMap<>();
        private final Map<String, String> byFact = new HashMap<>();

        Known(Plot plot, List<Question> questions, References references) {
            this.references = references;
            for (WayOut option : plot.options()) {
                names.put(option.id(), Pattern.compile(option.says(), Pattern.CASE_INSENSITIVE));
                called.put(option.id(), option.name());
                facts.put(option.id(), option.facts());
                option.facts().forEach(fact -> byFact.put(fact, option.id()));
            }
            questions.stream()
                    .filter(question ->
                            question.option() != null && question.facts().size() == 1)
                    .forEach(question -> byFact.putIfAbsent(question.facts().getFirst(), question.option()));
            List<String> told = plot.opening().tells();
            inOrder = plot.options().stream()
                    .sorted(Comparator.comparingInt(option -> firstOf(option, told)))
                    .map(WayOut::id)
                    .toList();
        }

        private static int firstOf(WayOut option, List<String> told) {
            return option.facts().stream()
                    .mapToInt(told::indexOf)
                    .filter(at -> at >= 0)
                    .min()
                    .orElse(Integer.MAX_VALUE);
        }

        /** A turn after the persona has told these facts. */
        OptionsMeant after(List<String> subject) {
            Set<String> about = subject.stream()
                    .filter(byFact::containsKey)
                    .map(byFact::get)
                    .collect(Collectors.toSet());
            return new OptionsMeant(this, about.size() == 1 ? about.stream().findFirst() : Optional.empty());
        }

        /** What belongs to these ways out, in the order of the file. */
        List<String> facts(Set<String> options) {
            return facts.entrySet().stream()
                    .filter(option -> options.contains(option.getKey()))
                    .flatMap(option -> option.getValue().stream())
                    .toList();
        }

        Set<String> named(String words) {
            return names.entrySet().stream()
                    .filter(option -> option.getValue().matcher(words).find())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        private Optional<String> pointedAt(String clause, Optional<String> last) {
            for (int place = 0;
                    place < Math.min(inOrder.size(), references.places().size());
                    place++) {
                if (references.places().get(place).matcher(clause).find()) {
                    return Optional.of(inOrder.get(place));
                }
            }
            return inOrder.size() == 2 && references.other().matcher(clause).find()
                    ? last.map(id -> inOrder.get(1 - inOrder.indexOf(id)))
                    : Optional.empty();
        }

        private String namedIn(String clause, String option) {
            String name = Matcher.quoteReplacement(called.getOrDefault(option, option));
            String words = references.other().matcher(clause).replaceAll(name);
            for (Pattern place : references.places()) {
                words = place.matcher(words).replaceAll(name);
            }
            return words;
        }

        private boolean saysIt(String clause) {
            return references.it().matcher(clause).find();
        }
    }
}
