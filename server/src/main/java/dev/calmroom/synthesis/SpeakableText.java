package dev.calmroom.synthesis;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Text as a voice should read it: numbers, times, money, units, addresses and abbreviations in words, signs that are not
 * spoken taken out. The same for all engines, so that all say the same. Thread-safe.
 */
final class SpeakableText {
    private static final SpeakableText ENGLISH = new SpeakableText(SpeakableLanguage.english());

    private final List<SpeakableRule> rules = new ArrayList<>();

    private SpeakableText(SpeakableLanguage language) {
        SpelledNumbers numbers = new SpelledNumbers();
        WrittenTimes times = new WrittenTimes(numbers, language);
        WrittenAmounts amounts = new WrittenAmounts(numbers, language);
        WrittenNames names = new WrittenNames(numbers, language);
        rules.add(SpeakableRule.of("[’‘]", "'"));
        rules.add(SpeakableRule.of(
                "[¼-¾⅐-⅞]",
                match -> " "
                        + Normalizer.normalize(match.group(), Normalizer.Form.NFKC)
                                .replace('⁄', '/')));
        rules.add(SpeakableRule.of(
                "(?<![\\p{L}\\p{N}])" + SpeakableRule.anyOf(language.said().keySet()) + "(?![\\p{L}\\p{N}])",
                match -> language.said().get(match.group())));
        rules.addAll(names.addresses());
        rules.add(SpeakableRule.of(
                SpeakableRule.anyOf(language.signs().keySet().stream()
                        .filter(sign -> sign.length() > 1)
                        .toList()),
                match -> " " + language.signs().get(match.group()) + " "));
        rules.add(SpeakableRule.of(
                "[“”„\"«»*_`#]+(?!\\d)|[\\[\\](){}<>]+(?!\\s*\\d)|[\\p{So}\\p{Cs}\\x{FE0F}&&[^°]]+", " "));
        rules.addAll(names.codes());
        rules.addAll(times.rules());
        rules.addAll(amounts.compounds());
        rules.add(SpeakableRule.of("\\s*[—–]\\s+|\\s+[—–-]+\\s+", ", "));
        rules.add(SpeakableRule.of("…|\\.{2,}", ", "));
        rules.addAll(names.letters());
        rules.addAll(amounts.plain());
        rules.add(SpeakableRule.of("(?<=\\p{Ll})(?=\\p{Lu}\\p{Ll})", " "));
        rules.add(SpeakableRule.of("\\b\\p{Lu}[\\p{Lu}]+s?\\b", match -> language.capitals(match.group())));
        rules.add(SpeakableRule.of(
                SpeakableRule.anyOf(language.signs().keySet()),
                match -> " " + language.signs().get(match.group()) + " "));
        rules.add(SpeakableRule.of("(?<=\\p{L})/(?=\\p{L})", " or "));
        rules.addAll(punctuation());
    }

    /** What is left of signs is no word; marks do not stand twice, and none before the first word. */
    private static List<SpeakableRule> punctuation() {
        return List.of(
                SpeakableRule.of("[^\\p{L}\\p{N}\\s.,;:!?'-]", " "),
                SpeakableRule.of("\\s+", " "),
                SpeakableRule.of(" (?=[.,;:!?])", ""),
                SpeakableRule.of("([.,;:!?])(?:[ ]?[,;:])+", match -> match.group(1)),
                SpeakableRule.of("^[\\s,;:.]+(?=.*\\p{L})", ""),
                SpeakableRule.of("^\\s+|\\s+$", ""));
    }

    static String of(String text) {
        return ENGLISH.speakable(text).text();
    }

    /** The same in pieces, so that one can tell how much of what is written has been said. */
    static List<SaidWords> pieces(String text) {
        return ENGLISH.speakable(text).pieces();
    }

    private TracedText speakable(String text) {
        TracedText spoken = TracedText.of(text);
        for (SpeakableRule rule : rules) {
            spoken = rule.apply(spoken);
        }
        return spoken;
    }
}
