package dev.calmroom.emotion;

import dev.calmroom.scenario.EmotionRules;
import dev.calmroom.scenario.EmotionRules.Dimension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One turn's changes while they are made. Every amount that is written down is the amount that was applied: after
 * head-room (a change shrinks near the end that it goes to), after the turn's limit, and after the rule that a turn
 * which harms a dimension cannot better it (a kind word in the breath of a blow buys nothing).
 */
final class Ledger {
    private final EmotionRules rules;
    private final List<Cause> causes = new ArrayList<>();
    private final Set<String> harmed = new HashSet<>();
    private Amounts now;
    private Amounts base;
    private boolean limited;

    private final Map<String, Long> relief;

    /** @param relief how much better each dimension can become now, in ten-thousandths; empty: as much as it likes */
    Ledger(EmotionRules rules, Amounts before, Map<String, Long> relief) {
        this.rules = rules;
        this.relief = new HashMap<>(relief);
        this.now = before;
        this.base = before;
    }

    /** Notes which dimensions the effects of this turn harm. */
    void harmed(List<Feelings.Effect> effects) {
        for (Feelings.Effect effect : effects) {
            for (Dimension dimension : rules.dimensions()) {
                double gain = effect.rule().adds().getOrDefault(dimension.id(), 0.0) * effect.counts();
                if (gain != 0 && !dimension.isHelp(gain)) {
                    harmed.add(dimension.id());
                }
            }
        }
    }

    /** From here on the changes of a dimension together stay within the turn's limit. */
    void limitFromHere() {
        base = now;
        limited = true;
    }

    void limitToHere() {
        limited = false;
    }

    double get(String dimension) {
        return now.get(dimension);
    }

    Amounts now() {
        return now;
    }

    List<Cause> causes() {
        return causes;
    }

    /** What is left of the relief. */
    Map<String, Long> relief() {
        return relief;
    }

    /** What something does to the persona: a help has to be within the relief that is left. */
    void apply(String quote, String rule, Dimension dimension, double amount) {
        Long left = relief.get(dimension.id());
        if (left == null || !dimension.isHelp(amount)) {
            add(quote, rule, dimension, amount);
            return;
        }
        double within = Math.min(Math.abs(amount), Amounts.fromUnits(left));
        long before = now.units(dimension.id());
        add(quote, rule, dimension, Math.copySign(within, amount));
        relief.put(dimension.id(), left - Math.abs(now.units(dimension.id()) - before));
    }

    /** @param amount before head-room and limits */
    void add(String quote, String rule, Dimension dimension, double amount) {
        String id = dimension.id();
        double value = now.get(id);
        double room = amount > 0 ? 1 - value : value;
        double eased = amount * Math.min(1, room / rules.dynamics().headRoom());
        long from = now.units(id);
        long to = Math.clamp(from + Amounts.inUnits(eased), 0, Amounts.inUnits(1));
        to = withinLimit(dimension, to);
        to = noBetterWhereHarmed(dimension, from, to);
        if (to != from) {
            now = now.with(id, to);
            causes.add(new Cause(quote, rule, id, Amounts.fromUnits(to - from)));
        }
    }

    private long withinLimit(Dimension dimension, long to) {
        if (!limited) {
            return to;
        }
        long limit = Amounts.inUnits(rules.dynamics().turnLimit());
        long start = base.units(dimension.id());
        return Math.clamp(to, start - limit, start + limit);
    }

    private long noBetterWhereHarmed(Dimension dimension, long from, long to) {
        if (!harmed.contains(dimension.id()) || !dimension.isHelp((double) (to - from))) {
            return to;
        }
        long start = base.units(dimension.id());
        boolean betterThanBefore = dimension.isHelp((double) (to - start));
        if (!betterThanBefore) {
            return to;
        }
        return dimension.isHelp((double) (from - start)) ? from : start;
    }
}
