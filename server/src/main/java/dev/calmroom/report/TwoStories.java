package dev.calmroom.report;

import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.SessionEvent.EmotionShifted;
import dev.calmroom.log.SessionEvent.SessionEnded;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Says why score and ending tell different stories where they do. The score counts what the leader's words did, whatever
 * they met; the ending goes by how the persona stood at the end and by what had been decided, asked and told.
 *
 * @param good ids of the endings that a call that was led well comes to
 * @param highIsGood ids of the feelings whose upper end is the better one
 */
record TwoStories(Set<String> good, Set<String> highIsGood) {
    /** From this score on a good ending is expected. */
    private static final int WELL = 70;
    /** Below this score none is. */
    private static final int BADLY = 50;
    /** A feeling that moved less has not moved. */
    private static final double MOVED = 0.05;

    private static final String BOTH =
            "The score and the ending tell two stories. The score counts what the leader's words"
                    + " did; the ending goes by how the persona stood at the end, and by what was decided, asked and told by then. ";

    /** @return a note for the reader; empty where both tell the same, or where nothing is known of the endings */
    Optional<String> note(int score, CallLog log) {
        Optional<SessionEnded> ended = log.ended();
        if (ended.isEmpty() || good.isEmpty()) {
            return Optional.empty();
        }
        boolean isGood = good.contains(ended.get().ending());
        if (score >= WELL && !isGood) {
            return Optional.of(BOTH
                    + moved(log, true)
                            .map("What stood against a better ending: %s."::formatted)
                            .orElse("No feeling ended worse than it began: too little of what a better ending asks for"
                                    + " was decided, asked or told in time."));
        }
        if (score < BADLY && isGood) {
            return Optional.of(BOTH
                    + moved(log, false)
                            .map("What carried the ending all the same: %s."::formatted)
                            .orElse("What the ending asks for was decided, asked and told all the same."));
        }
        return Optional.empty();
    }

    /** The feeling that moved most in this direction over the call, and the turn that moved it most. */
    private Optional<String> moved(CallLog log, boolean forTheWorse) {
        List<EmotionShifted> shifts =
                log.shifts().stream().map(CallLog.At::event).toList();
        if (shifts.isEmpty()) {
            return Optional.empty();
        }
        EmotionalState before = shifts.getFirst().before();
        EmotionalState after = shifts.getLast().after();
        return before.dimensions().keySet().stream()
                .filter(dimension -> by(dimension, before, after, forTheWorse) >= MOVED)
                .max(Comparator.comparingDouble((String dimension) -> by(dimension, before, after, forTheWorse)))
                .map(dimension -> String.format(
                        Locale.ROOT,
                        "%s went from %.2f to %.2f, most of it in turn %d",
                        dimension,
                        before.get(dimension),
                        after.get(dimension),
                        turn(dimension, shifts, forTheWorse)));
    }

    private double by(String dimension, EmotionalState before, EmotionalState after, boolean forTheWorse) {
        double rise = after.get(dimension) - before.get(dimension);
        return highIsGood.contains(dimension) == forTheWorse ? -rise : rise;
    }

    private int turn(String dimension, List<EmotionShifted> shifts, boolean forTheWorse) {
        Map<Integer, Double> byTurn = new HashMap<>();
        shifts.forEach(s -> byTurn.merge(s.turn(), by(dimension, s.before(), s.after(), forTheWorse), Double::sum));
        return byTurn.entrySet().stream()
                .max(Comparator.comparingDouble((Map.Entry<Integer, Double> e) -> Objects.requireNonNull(e.getValue()))
                        .thenComparingInt(e -> -e.getKey()))
                .orElseThrow()
                .getKey();
    }
}
