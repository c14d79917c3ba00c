package dev.calmroom.synthesis;

import java.util.Collection;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One kind of written thing and how it is said. */
record SpeakableRule(Pattern pattern, Function<MatchResult, String> words) {

    /** A figure as it is written: with or without thousands' commas and decimals; a sentence's full stop is not part. */
    static final String NUMBER = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?";

    static SpeakableRule of(String pattern, Function<MatchResult, String> words) {
        return new SpeakableRule(Pattern.compile(pattern), words);
    }

    static SpeakableRule of(String pattern, String words) {
        return of(pattern, match -> words);
    }

    /** Replaces every occurrence; what the rule hands back as it was found stays. */
    TracedText apply(TracedText text) {
        return text.rewritten(pattern, words);
    }

    /** @return a pattern for any of these words, longest first, so that «mins» is not taken for «min» */
    static String anyOf(Collection<String> words) {
        return words.stream()
                .sorted((one, other) -> other.length() - one.length())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?:", ")"));
    }
}
