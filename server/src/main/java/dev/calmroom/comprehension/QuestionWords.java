package dev.calmroom.comprehension;

import dev.calmroom.comprehension.Ask.Kind;
import dev.calmroom.text.PlainWords;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What sort of answer a question wants, by the words that ask. */
final class QuestionWords {
    private static final Map<Kind, Pattern> KINDS = kinds();

    private QuestionWords() {}

    private static Map<Kind, Pattern> kinds() {
        Map<Kind, String> words = new LinkedHashMap<>();
        words.put(
                Kind.HOW_KNOW,
                "how (?:do|can|would|did) (?:you|we|they) (?:\\w+ )?(?:know|tell)|how sure|what makes you");
        words.put(Kind.HOW_LONG, "how (?:long|soon|quick(?:ly)?|much (?:time|longer))");
        words.put(Kind.HOW_MANY, "how (?:many|much|often|big|large)|what (?:are the )?odds");
        words.put(Kind.WHEN, "when|what time|by when|since when");
        words.put(Kind.WHO, "who(?:se|m|'s)?");
        words.put(Kind.WHERE, "where(?:'s)?");
        words.put(Kind.WHICH, "which");
        words.put(Kind.WHY, "why|how come|what for");
        words.put(Kind.HOW, "how(?:'s)?");
        words.put(Kind.WHAT, "what(?:'s)?|tell me|walk me|give me");
        Map<Kind, Pattern> kinds = new LinkedHashMap<>();
        words.forEach(
                (kind, says) -> kinds.put(kind, Pattern.compile("\\b(?:" + says + ")\\b", Pattern.CASE_INSENSITIVE)));
        return kinds;
    }

    /** By the first of its question words; one that has none is answered with yes or no. */
    static Kind kind(String clause) {
        String plain = PlainWords.of(clause);
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getValue().matcher(plain).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Kind.YES_NO);
    }
}
