package dev.calmroom.synthesis;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Text as a voice should read it: numbers, times, percentages, units and abbreviations in words, signs that are not
 * spoken taken out. The same for all engines, so that all say the same. Thread-safe.
 */
final class SpeakableText {
    private static final String FILE = "/voices/speakable.yaml";
    private static final String NUMBER = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?";
    private static final SpeakableText ENGLISH = new SpeakableText(load());

    private record Language(
            Set<String> spelled,
            Map<String, String> said,
            Map<String, String> letters,
            Map<String, List<String>> units,
            Map<String, String> signs) {}

    private record Rule(Pattern pattern, Function<MatchResult, String> words) {}

    private final Language language;
    private final NumberWords numbers = new NumberWords();
    private final List<Rule> rules;

    private SpeakableText(Language language) {
        this.language = language;
        this.rules = List.of(
                rule("[“”„\"«»*_`#]+(?!\\d)|[\\[\\](){}<>]+(?!\\s*\\d)|[\\p{So}\\p{Cs}\\x{FE0F}]+", match -> " "),
                rule("[’‘]", match -> "'"),
                rule("\\s*[—–]\\s+|\\s+[—–-]+\\s+", match -> ", "),
                rule("(?:…|\\.{2,})", match -> ", "),
                rule(
                        alternatives(language.said().keySet(), ""),
                        match -> language.said().get(match.group())),
                rule("(?i)\\b(\\d{1,2})(?::(\\d{2}))?\\s*([ap])\\.?m\\b\\.?", this::halfDayTime),
                rule("\\b([01]?\\d|2[0-3]):([0-5]\\d)\\b", this::time),
                rule("\\$\\s?(" + NUMBER + ")(?:\\s?([kKmMbB](?![a-z])|thousand|million|billion))?", this::dollars),
                rule("\\b(\\d+)/(\\d+)\\b", match -> number(match, 1) + " " + number(match, 2)),
                rule("(" + NUMBER + ")\\s?[-–]\\s?(?=\\d)", match -> number(match, 1) + " to "),
                rule("#(?=\\d)", match -> "number "),
                rule("\\b[vV](?=\\d)", match -> "version "),
                rule("\\b(\\d+)(?:st|nd|rd|th)\\b", match -> numbers.ordinal(match.group(1))),
                rule("(" + NUMBER + ")\\s?%", match -> number(match, 1) + " percent"),
                rule("(" + NUMBER + ")\\s?([kKM])\\b", match -> number(match, 1) + magnitude(match.group(2))),
                rule(
                        "(" + NUMBER + ")\\s?" + alternatives(language.units().keySet(), "(?![\\p{L}\\p{N}])"),
                        this::quantity),
                rule(
                        "(?i)\\b(in|since|by|until|from|of|late|early)\\s+((?:19|20)\\d{2})\\b(?!\\s+\\p{L}+s\\b)",
                        match -> match.group(1) + " " + numbers.year(match.group(2))),
                rule("(?<!\\p{L})\\p{L}(?=\\d)", match -> match.group().toUpperCase(Locale.ROOT) + " "),
                rule("\\p{L}(?=\\d)", match -> match.group() + " "),
                rule("(?<![\\p{N}.])-(?=\\d)", match -> "minus "),
                rule(NUMBER, match -> numbers.cardinal(match.group()) + " "),
                rule("\\b\\p{Lu}[\\p{Lu}]+s?\\b", this::capitals),
                rule("[&@+=~≈≤≥><→]", match -> " " + language.signs().getOrDefault(match.group(), "") + " "),
                rule("(?<=\\p{L})/(?=\\p{L})", match -> " or "),
                rule("[^\\p{L}\\p{N}\\s.,;:!?'-]", match -> " "),
                rule("\\s+", match -> " "),
                rule(" (?=[.,;:!?])", match -> ""),
                rule("([.,;:!?])(?:[ ]?[,;:])+", match -> match.group(1)),
                rule("^[\\s,;:.]+(?=.*\\p{L})", match -> ""));
    }

    static String of(String text) {
        return ENGLISH.speakable(text);
    }

    private String speakable(String text) {
        String spoken = text;
        for (Rule rule : rules) {
            spoken = rule.pattern()
                    .matcher(spoken)
                    .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                            rule.words().apply(match)));
        }
        return spoken.strip();
    }

    private static Rule rule(String pattern, Function<MatchResult, String> words) {
        return new Rule(Pattern.compile(pattern), words);
    }

    /** Longest first, and only as whole words. */
    private static String alternatives(Set<String> words, String behind) {
        String any = words.stream()
                .sorted((one, other) -> other.length() - one.length())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        return behind.isEmpty() ? "(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])" : "(" + any + ")" + behind;
    }

    private String number(MatchResult match, int group) {
        return numbers.cardinal(match.group(group));
    }

    private String halfDayTime(MatchResult match) {
        String minutes = match.group(2);
        String half = match.group(3).equalsIgnoreCase("a") ? spell("AM") : spell("PM");
        return number(match, 1) + minutes(minutes, "") + " " + half + (endsSentence(match) ? "." : "");
    }

    /** The last stop of «2 p.m.» may be that of the sentence as well. */
    private static boolean endsSentence(MatchResult match) {
        return match.group().endsWith(".")
                && !match.group().toLowerCase(Locale.ROOT).endsWith(".m.");
    }

    private String time(MatchResult match) {
        int hour = Integer.parseInt(match.group(1));
        if (hour == 0 && match.group(2).equals("00")) {
            return "midnight";
        }
        return number(match, 1) + minutes(match.group(2), hour <= 12 ? " o'clock" : " hundred");
    }

    private String minutes(@org.jspecify.annotations.Nullable String minutes, String whenFull) {
        if (minutes == null) {
            return "";
        }
        if (minutes.equals("00")) {
            return whenFull;
        }
        return minutes.startsWith("0")
                ? " oh " + numbers.digits(minutes.substring(1))
                : " " + numbers.cardinal(minutes);
    }

    private String dollars(MatchResult match) {
        String magnitude = match.group(2) == null ? "" : magnitude(match.group(2));
        boolean one = match.group(1).equals("1") && magnitude.isEmpty();
        return number(match, 1) + magnitude + (one ? " dollar" : " dollars");
    }

    private static String magnitude(String letter) {
        return switch (letter) {
            case "k", "K" -> " thousand";
            case "m", "M" -> " million";
            case "b", "B" -> " billion";
            default -> " " + letter;
        };
    }

    private String quantity(MatchResult match) {
        List<String> unit = language.units().get(match.group(2));
        return number(match, 1) + " " + (match.group(1).equals("1") ? unit.getFirst() : unit.getLast());
    }

    private String capitals(MatchResult match) {
        String word = match.group();
        boolean noVowel = word.replaceAll("s$", "").chars().noneMatch(letter -> "AEIOUY".indexOf(letter) >= 0);
        return noVowel || language.spelled().contains(word) ? spell(word) : word;
    }

    /** «V P»; a small s behind them is the plural's. */
    private String spell(String word) {
        StringBuilder letters = new StringBuilder();
        for (String letter : word.split("")) {
            if (letter.equals("s")) {
                letters.append("'s");
            } else {
                letters.append(letters.isEmpty() ? "" : " ")
                        .append(language.letters().getOrDefault(letter, letter));
            }
        }
        return letters.toString();
    }

    private static Language load() {
        try (InputStream in = SpeakableText.class.getResourceAsStream(FILE)) {
            return YAMLMapper.shared().readValue(in, Language.class);
        } catch (IOException e) {
            throw new SynthesisException("%s cannot be read: %s".formatted(FILE, e.getMessage()), e);
        }
    }
}
