package dev.calmroom.judging;

import dev.calmroom.judging.ListeningRules.Recommended;
import dev.calmroom.log.Evidence;
import dev.calmroom.text.PlainWords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Whether a decision follows what the other side has recommended, or goes against it. */
final class BackedDecision {
    /** How a decision stands to the recommendation. */
    enum Stand {
        FOLLOWS,
        AGAINST,
        /** nothing was recommended before it */
        ALONE
    }

    private static final String ANY = "";

    private final Recommended rules;
    private final Phrases phrases;
    /** What was read in the persona's words, by them: each decision looks back over the whole call. */
    private final Map<String, Advice> read = new HashMap<>();

    BackedDecision(Recommended rules, Phrases phrases) {
        this.rules = rules;
        this.phrases = phrases;
    }

    /**
     * @param heard the leader's turns up to and with the one of the decision
     * @param found evidence by criterion so far
     * @param decided what the leader has decided before, whether it backed the persona or not
     */
    Stand of(Evidence decision, List<HeardTurn> heard, Map<String, List<Evidence>> found, List<Evidence> decided) {
        String recommended = recommended(heard, found);
        if (recommended == null) {
            return Stand.ALONE;
        }
        String chosen = chosen(decision, heard, decided);
        boolean same = chosen.equals(ANY) || recommended.equals(ANY) || chosen.equals(recommended);
        return same ? Stand.FOLLOWS : Stand.AGAINST;
    }

    /** What the leader names, in the quote or beside it; else what was named in an earlier decision. */
    private String chosen(Evidence decision, List<HeardTurn> heard, List<Evidence> decided) {
        String here = way(PlainWords.bare(decision.quote()));
        if (!here.equals(ANY)) {
            return here;
        }
        for (HeardTurn turn : heard.reversed()) {
            boolean earlier = decided.stream().anyMatch(e -> e.turn() == turn.number());
            if (turn.number() == decision.turn() || earlier) {
                String way = way(turn.normal());
                if (!way.equals(ANY)) {
                    return way;
                }
            }
        }
        return ANY;
    }

    /**
     * @param never whether they are no recommendation whatever else they say
     * @param way that is named first
     * @param ways how many are named
     */
    private record Advice(boolean never, boolean leans, String way, long ways) {}

    private Advice advice(String normal) {
        return read.computeIfAbsent(
                normal,
                words -> new Advice(
                        phrases.pattern(rules.never()).matcher(words).find(),
                        phrases.pattern(rules.by()).matcher(words).find(),
                        way(words),
                        ways(words)));
    }

    /** The way that was recommended last; {@link #ANY} where it was not named; null where none was. */
    private @Nullable String recommended(List<HeardTurn> heard, Map<String, List<Evidence>> found) {
        String last = null;
        for (int i = 0; i < heard.size(); i++) {
            Advice advice = advice(heard.get(i).heardBefore());
            if (advice.never()) {
                continue;
            }
            boolean answers = i > 0 && advice.ways() == 1 && asksForIt(heard.get(i - 1), found);
            if (answers || (advice.leans() && (last == null || !advice.way().equals(ANY)))) {
                last = advice.way();
            }
        }
        return last;
    }

    private long ways(String normal) {
        return rules.ways().values().stream()
                .filter(names -> phrases.pattern(names).matcher(normal).find())
                .count();
    }

    private boolean asksForIt(HeardTurn turn, Map<String, List<Evidence>> found) {
        return rules.after().stream()
                .flatMap(id -> found.getOrDefault(id, List.of()).stream())
                .anyMatch(e -> e.turn() == turn.number());
    }

    /** The way that is named first. */
    private String way(String normal) {
        String first = ANY;
        int at = Integer.MAX_VALUE;
        for (Map.Entry<String, String> way : rules.ways().entrySet()) {
            Matcher named = phrases.pattern(way.getValue()).matcher(normal);
            if (named.find() && named.start() < at) {
                at = named.start();
                first = way.getKey();
            }
        }
        return first;
    }
}
