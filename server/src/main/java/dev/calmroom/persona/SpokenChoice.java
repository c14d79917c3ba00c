package dev.calmroom.persona;

import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.SpeechRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What sentences of one turn say of the choice between the ways out: which they name, and whether they take one for chosen. */
final class SpokenChoice {
    private static final Pattern CLAUSE_END = Pattern.compile(";|, (?:and|but|with|while|then)\\b");
    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    /** Articles, «or», «um»: words of so few letters carry no fact. */
    private static final int LITTLE = 3;

    private final SpeechRules rules;
    private final Brief brief;
    private final Map<String, Pattern> options;
    private final Map<String, SpeechRules.Claim> taken;

    private SpokenChoice(
            SpeechRules rules, Brief brief, Map<String, Pattern> options, Map<String, SpeechRules.Claim> taken) {
        this.rules = rules;
        this.brief = brief;
        this.options = options;
        this.taken = taken;
    }

    /** How the ways out of a scenario are named and said to be taken. */
    static final class Ways {
        private final SpeechRules rules;
        private final Map<String, Pattern> options = new LinkedHashMap<>();
        private final Map<String, SpeechRules.Claim> taken = new LinkedHashMap<>();

        Ways(SpeechRules rules, List<Knowledge.WayOut> ways) {
            this.rules = rules;
            for (Knowledge.WayOut way : ways) {
                options.put(way.id(), way.pattern());
                if (way.takenBy() != null) {
                    taken.put(way.id(), rules.decisions().of(way.takenBy()));
                }
            }
        }

        SpokenChoice in(Brief brief) {
            return new SpokenChoice(rules, brief, options, taken);
        }
    }

    /**
     * «The fix or the rollback?» gives nothing away, however near its words are to those of a secret; «The fix.» does
     * where a choice was asked for: not as an answer to something else, and not said back.
     */
    boolean namesNothingButWays(String sentence) {
        Set<String> named = named(sentence);
        boolean chooses = named.size() == 1
                && !sentence.endsWith("?")
                && brief.task().facts().isEmpty()
                && !named.equals(named(brief.leader().words()));
        return !named.isEmpty()
                && !chooses
                && WORD.matcher(withoutWays(sentence))
                        .results()
                        .allMatch(word -> word.group().length() <= LITTLE);
    }

    /** What else stands in it. */
    String withoutWays(String sentence) {
        String rest = sentence;
        for (Pattern way : options.values()) {
            rest = way.matcher(rest).replaceAll(" ");
        }
        return rest;
    }

    Set<String> named(String words) {
        return options.entrySet().stream()
                .filter(way -> way.getValue().matcher(words).find())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** A question, or the way out that the leader has decided for: no secret in other words. */
    boolean tellsNothingNew(String sentence) {
        Pattern decided = options.get(brief.scene().decided());
        return sentence.endsWith("?")
                || (decided != null && decided.matcher(sentence).find());
    }

    /**
     * It names a way out as taken that is not the one that the leader decided for, or begins where nothing is
     * decided. What stands in another clause than the claim («…, and the rollback stays ready») is not taken.
     */
    boolean isDecidedByNobody(String sentence) {
        String decided = brief.scene().decided();
        if (decided.isEmpty() && rules.choices().begun().in(sentence).isPresent()) {
            return true;
        }
        boolean taken = this.taken.entrySet().stream()
                .anyMatch(way -> !way.getKey().equals(decided)
                        && way.getValue().in(sentence).isPresent());
        return taken
                || rules.decisions()
                        .in(sentence)
                        .map(claim -> CLAUSE_END.split(claim, 2)[0])
                        .filter(claim -> named(claim).stream().anyMatch(option -> !option.equals(decided)))
                        .isPresent();
    }

    /** It asks again for a choice that is made, or says that there is none; not where the leader reopens it. */
    boolean takesChoiceForOpen(String sentence) {
        String decided = brief.scene().decided();
        String words = brief.leader().words();
        if (decided.isEmpty()
                || rules.choices().reopened().matcher(words).find()
                || named(words).stream().anyMatch(option -> !option.equals(decided))) {
            return false;
        }
        return rules.choices().open().in(sentence).isPresent()
                || (named(sentence).size() > 1 && (sentence.endsWith("?") || namesNothingButWays(sentence)));
    }
}
