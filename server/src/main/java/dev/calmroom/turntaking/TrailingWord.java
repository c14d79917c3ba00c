package dev.calmroom.turntaking;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nobody ends a turn in «because», «the» or «um»: the words that must be followed, by how surely they are. */
final class TrailingWord implements EndOfTurnStrategy {
    private static final Map<String, Double> AGAINST = Map.of(
            "fillers", -3.0,
            "connectives", -1.0,
            "articles", -1.0,
            "auxiliaries", -1.0,
            "subjects", -1.0,
            "prepositions", -1.0);

    private final TurnLexicon lexicon;

    TrailingWord(TurnLexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public Optional<Opinion> judge(Hearing hearing) {
        List<String> words = TurnLexicon.words(hearing.text());
        if (words.isEmpty() || isWhole(words)) {
            return Optional.empty();
        }
        return AGAINST.entrySet().stream()
                .filter(entry -> lexicon.ending(entry.getKey(), words).isPresent())
                .min(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> new Opinion.Evidence(
                        "trailing-word",
                        "ends in '%s'"
                                .formatted(lexicon.ending(entry.getKey(), words).orElseThrow()),
                        entry.getValue()));
    }

    private boolean isWhole(List<String> words) {
        if (lexicon.ending("whole-endings", words).isPresent()
                || lexicon.has("whole-phrases", String.join(" ", words))) {
            return true;
        }
        return lexicon.has("question-endings", words.getLast())
                && Questions.last(lexicon, words)
                        .filter(question -> question.size() >= 4)
                        .isPresent()
                && !nounBefore(words)
                && lexicon.has("question-words", firstOfQuestion(words));
    }

    /** «what is the plan for …» waits for a noun of its own; «what are you worried about» has its own at its head. */
    private boolean nounBefore(List<String> words) {
        return words.subList(Math.max(0, words.size() - 4), words.size() - 1).stream()
                .anyMatch(word -> lexicon.has("determiners", word));
    }

    private String firstOfQuestion(List<String> words) {
        return Questions.last(lexicon, words).map(List::getFirst).orElse("").replaceAll("'(s|re)$", "");
    }
}
