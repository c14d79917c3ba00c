package dev.calmroom.judging;

import dev.calmroom.log.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How far two who answered the same questions agree, beyond what chance would give: Cohen, A coefficient of agreement
 * for nominal scales, Educational and Psychological Measurement 20 (1960).
 */
public record Agreement(int answers, int agreed, double kappa, double f1) {

    /** One question: what the label says, and what the judge said. */
    public record Pair(Verdict label, Verdict judge) {}

    /**
     * Kappa is over three answers (yes, no, unsure); F1 is that of yes. Kappa is 1 where everything agrees, also when
     * only one answer was ever given.
     */
    public static Agreement of(List<Pair> pairs) {
        if (pairs.isEmpty()) {
            return new Agreement(0, 0, Double.NaN, Double.NaN);
        }
        Map<Verdict, Integer> labels = new EnumMap<>(Verdict.class);
        Map<Verdict, Integer> judged = new EnumMap<>(Verdict.class);
        int agreed = 0;
        int bothYes = 0;
        for (Pair pair : pairs) {
            labels.merge(pair.label(), 1, Integer::sum);
            judged.merge(pair.judge(), 1, Integer::sum);
            if (pair.label() == pair.judge()) {
                agreed++;
                bothYes += pair.label() == Verdict.YES ? 1 : 0;
            }
        }
        double n = pairs.size();
        double observed = agreed / n;
        double chance = 0;
        for (Verdict verdict : Verdict.values()) {
            chance += labels.getOrDefault(verdict, 0) / n * (judged.getOrDefault(verdict, 0) / n);
        }
        double kappa = agreed == pairs.size() ? 1 : (observed - chance) / (1 - chance);
        int yes = labels.getOrDefault(Verdict.YES, 0) + judged.getOrDefault(Verdict.YES, 0);
        return new Agreement(pairs.size(), agreed, kappa, yes == 0 ? Double.NaN : 2.0 * bothYes / yes);
    }
}
