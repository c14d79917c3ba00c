package dev.calmroom.tuning;

import dev.calmroom.checks.ExaminedCall;
import dev.calmroom.checks.ExaminedCall.Place;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Two versions of the prompts in the same calls: by the same leaders, seeds and player. What stays the same word for word
 * is worth more than any mean, and is counted first.
 *
 * @param from the first variant, {@code to} the one that is held against it
 * @param pairs calls that both have played
 * @param figures what changed on average over the pairs
 */
public record VersionsCompared(String from, String to, String player, List<Pair> pairs, List<Figure> figures) {
    private static final String MILLIS = "ms a turn";

    public VersionsCompared {
        pairs = List.copyOf(pairs);
        figures = List.copyOf(figures);
    }

    /**
     * The same call twice.
     *
     * @param same turns that are alike in words and act, of {@code of}; what they did to the feelings is in the figures
     * @param firstOther the number of the first turn that is not alike; empty where the calls are the same
     */
    public record Pair(ExaminedCall before, ExaminedCall after, int same, int of, Optional<Integer> firstOther) {
        /** Who called, and with which seed. */
        public Place place() {
            return before.place();
        }
    }

    /**
     * A difference, after less before, with the interval that 95 of 100 bootstrap samples of the pairs fall into.
     *
     * @param name what was measured at the end of each call
     */
    public record Figure(String name, double before, double after, double low, double high) {
        public double difference() {
            return after - before;
        }

        /** Whether it is a time that the machine took, which differs from run to run. */
        public boolean isOfTime() {
            return name.equals(MILLIS);
        }

        /** Whether the interval leaves no difference out. */
        public boolean isDifferent() {
            return low > 0 || high < 0;
        }
    }

    public int same() {
        return pairs.stream().mapToInt(Pair::same).sum();
    }

    public int of() {
        return pairs.stream().mapToInt(Pair::of).sum();
    }

    /** Every variant held against the first, for each player. */
    public static List<VersionsCompared> all(ExperimentRun.Outcome played, List<String> dimensions) {
        List<VersionsCompared> comparisons = new ArrayList<>();
        String base = played.variants().getFirst().name();
        for (Variant variant : played.variants().subList(1, played.variants().size())) {
            for (Experiment.PlayerSource player : played.experiment().players()) {
                comparisons.add(of(base, variant.name(), player.name(), played.calls(), dimensions));
            }
        }
        return comparisons;
    }

    /** @param calls of any variants and players */
    public static VersionsCompared of(
            String from, String to, String player, List<ExaminedCall> calls, List<String> dimensions) {
        Map<List<Object>, ExaminedCall> before = new LinkedHashMap<>();
        List<Pair> pairs = new ArrayList<>();
        for (ExaminedCall call : calls) {
            if (call.place().variant().equals(from) && call.place().player().equals(player)) {
                before.put(partner(call), call);
            }
        }
        for (ExaminedCall call : calls) {
            ExaminedCall other = before.get(partner(call));
            if (call.place().variant().equals(to) && call.place().player().equals(player) && other != null) {
                pairs.add(pair(other, call));
            }
        }
        return new VersionsCompared(from, to, player, pairs, figures(pairs, dimensions));
    }

    private static List<Object> partner(ExaminedCall call) {
        return List.of(call.place().leader(), call.place().seed(), call.place().repeat());
    }

    /** A turn and what it was; the act is empty for the leader's. */
    private record Told(Turn turn, String act) {}

    private static List<Told> told(ExaminedCall call) {
        Map<Integer, String> acts =
                call.personaTurns().stream().collect(Collectors.toMap(PersonaSpoke::turn, PersonaSpoke::act));
        return call.call().conversation().stream()
                .map(turn -> new Told(turn, acts.getOrDefault(turn.number(), "")))
                .toList();
    }

    private static Pair pair(ExaminedCall before, ExaminedCall after) {
        List<Told> a = told(before);
        List<Told> b = told(after);
        int of = Math.max(a.size(), b.size());
        int same = 0;
        Optional<Integer> first = Optional.empty();
        for (int i = 0; i < of; i++) {
            if (i < a.size() && i < b.size() && a.get(i).equals(b.get(i))) {
                same++;
            } else if (first.isEmpty()) {
                first = Optional.of((i < a.size() ? a : b).get(i).turn().number());
            }
        }
        return new Pair(before, after, same, of, first);
    }

    private static List<Figure> figures(List<Pair> pairs, List<String> dimensions) {
        if (pairs.isEmpty()) {
            return List.of();
        }
        List<Figure> figures = new ArrayList<>();
        for (String dimension : dimensions) {
            figures.add(
                    Bootstrap.figure(dimension, pairs, call -> call.lastState().get(dimension)));
        }
        figures.add(Bootstrap.figure("score", pairs, ExaminedCall::score));
        figures.add(Bootstrap.figure("words a turn", pairs, VersionsCompared::wordsATurn));
        figures.add(Bootstrap.figure("turns", pairs, call -> call.personaTurns().size()));
        figures.add(Bootstrap.figure(
                MILLIS,
                pairs,
                call -> call.wordings().stream()
                        .mapToLong(w -> w.took().toMillis())
                        .average()
                        .orElse(0)));
        return figures;
    }

    private static double wordsATurn(ExaminedCall call) {
        return call.personaTurns().stream()
                .mapToInt(turn -> turn.text().split("\\s+").length)
                .average()
                .orElse(0);
    }
}
