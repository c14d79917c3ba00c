package dev.calmroom.comprehension;

import dev.calmroom.scenario.HearingCues.References;
import dev.calmroom.scenario.Knowledge.WayOut;
import dev.calmroom.scenario.NamedWays;
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
        String placed = known.withPlacesNamed(clause);
        Set<String> outright = known.named(placed);
        Optional<String> other = known.isOtherNamed(placed)
                ? only(outright)
                : known.otherThan(outright.isEmpty() ? last : only(outright));
        String words = other.map(way -> known.withOtherNamed(placed, way)).orElse(placed);
        Set<String> named = new HashSet<>(known.named(words));
        if (named.isEmpty() && known.saysIt(clause)) {
            last.ifPresent(named::add);
        }
        if (!named.isEmpty()) {
            // Where several are compared, «it» and «the other one» are neither of them afterwards.
            last = only(named);
        }
        return new Meant(words, Set.copyOf(named));
    }

    private static Optional<String> only(Set<String> ways) {
        return ways.size() == 1 ? ways.stream().findFirst() : Optional.empty();
    }

    /** What a scenario's ways out are called, and in which order the persona names them. */
    static final class Known {
        private final References references;
        private final Pattern otherNamed;
        private final NamedWays names;
        private final Map<String, String> called = new HashMap<>();
        private final List<String> inOrder;
        private final Map<String, List<String>> facts = new LinkedHashMap<>();
        private final Map<String, String> byFact = new HashMap<>();

        Known(Plot plot, List<Question> questions, References references) {
            this.references = references;
            otherNamed = Pattern.compile(
                    "(?:" + references.other().pattern() + ")(?: \\p{L}+)?, (?:i mean,? )?(?:the|that|your)\\b",
                    references.other().flags());
            names = new NamedWays(plot.options());
            for (WayOut option : plot.options()) {
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
            return new OptionsMeant(this, only(about));
        }

        /** What belongs to these ways out, in the order of the file. */
        List<String> facts(Set<String> options) {
            return facts.entrySet().stream()
                    .filter(option -> options.contains(option.getKey()))
                    .flatMap(option -> option.getValue().stream())
                    .toList();
        }

        Set<String> named(String words) {
            return names.in(words);
        }

        /** What is asked of one of several ways out that are named, in the words of the whole. */
        record OfOne(String option, String words) {}

        /** Empty where fewer than two are named. */
        List<OfOne> each(String words) {
            List<String> ways = names.inOrder(words);
            return ways.size() < 2
                    ? List.of()
                    : ways.stream()
                            .map(way -> new OfOne(way, names.asIfOnly(words, way, called.getOrDefault(way, way))))
                            .toList();
        }

        /** Of two ways out the one that this is not. */
        private Optional<String> otherThan(Optional<String> way) {
            return way.filter(id -> inOrder.size() == 2).map(id -> inOrder.get(1 - inOrder.indexOf(id)));
        }

        /** «The other one, the short one»: it is the one that is named behind it. */
        private boolean isOtherNamed(String clause) {
            return otherNamed.matcher(clause).find();
        }

        /** «The first one» by its name, and the second by its own. */
        private String withPlacesNamed(String clause) {
            String words = clause;
            for (int place = 0;
                    place < Math.min(inOrder.size(), references.places().size());
                    place++) {
                words = references.places().get(place).matcher(words).replaceAll(name(inOrder.get(place)));
            }
            return words;
        }

        private String withOtherNamed(String clause, String option) {
            return references.other().matcher(clause).replaceAll(name(option));
        }

        private String name(String option) {
            return Matcher.quoteReplacement(called.getOrDefault(option, option));
        }

        private boolean saysIt(String clause) {
            return references.it().matcher(clause).find();
        }
    }
}
