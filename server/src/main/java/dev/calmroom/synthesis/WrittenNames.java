package dev.calmroom.synthesis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;

/** What engineers call things: versions, addresses, paths, codes, telephone numbers, abbreviations in capitals. */
final class WrittenNames {
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    /** What may follow a version: «-rc1», «-beta.2», «+build7». */
    private static final String STAGE = "(?:[-+]?(rc|alpha|beta|build|snapshot|b|a)\\.?(\\d+)?)?";

    private final SpelledNumbers numbers;
    private final SpeakableLanguage language;

    WrittenNames(SpelledNumbers numbers, SpeakableLanguage language) {
        this.numbers = numbers;
        this.language = language;
    }

    /** Names whose stops, slashes and hyphens mean something; before any of them is taken for punctuation. */
    List<SpeakableRule> addresses() {
        String endings = SpeakableRule.anyOf(language.dotted());
        return List.of(
                SpeakableRule.of(
                        "(?i)\\b(?:https?|ftp|ssh)://([^\\s?#]*[\\p{L}\\p{N}/])(?:[?#]\\S*\\w)?",
                        match -> path(match.group(1))),
                SpeakableRule.of(
                        "\\b[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)*\\.\\p{L}{2,}\\b",
                        match -> path(match.group().replace("@", " at "))),
                SpeakableRule.of(
                        "(?<![\\d.])(" + OCTET + "(?:\\." + OCTET
                                + "){3})(?:/(\\d{1,2}))?(?::(\\d{1,5}))?(?![\\d.]*\\d)",
                        this::address),
                SpeakableRule.of(
                        "(?i)\\b(v|version|ver\\.?)\\s?(\\d+(?:\\.\\d+)+|\\d+)" + STAGE + "(?![\\p{L}\\d])",
                        match -> "version " + version(match, 2)),
                SpeakableRule.of(
                        "(?<![\\d.])(?!\\d{1,2}\\.\\d{1,2}\\.(?:19|20)\\d\\d\\b)(\\d+(?:\\.\\d+){2,})" + STAGE
                                + "(?![\\d]|\\.\\d)",
                        match -> version(match, 1)),
                SpeakableRule.of("(?<![\\w/])(?:~|\\.{1,2})?/(?=\\p{L})[\\w./-]*\\w", match -> path(match.group())),
                SpeakableRule.of(
                        "(?<![\\w.])[\\p{L}\\p{N}][\\w-]*(?:\\.[\\w-]+)*\\.(?:" + endings
                                + ")(?![\\w]|\\.\\w)(?:/[\\w./-]*\\w)?(?::\\d{2,5})?",
                        match -> path(match.group())),
                SpeakableRule.of("(?<=\\p{L}):(\\d{2,5})\\b(?!:)", match -> " port " + numbers.digits(match.group(1))));
    }

    /** Numbers that are names: said figure by figure, or as people say them. */
    List<SpeakableRule> codes() {
        return List.of(
                SpeakableRule.of(
                        "(?<![\\w-])\\+?(?:\\d{1,3}[\\s.-])?(?:\\(\\d{3}\\)\\s?|\\d{3}[-.])\\d{3}[-.]\\d{4}\\b",
                        match -> groups(match.group())),
                SpeakableRule.of(
                        "(?i)\\b(call|dial|phone|ext\\.?|extension)(:?\\s+)(\\d{3,4}(?:[-.]\\d{4})?)\\b(?!\\s?\\p{L})",
                        match -> match.group(1) + match.group(2) + groups(match.group(3))),
                SpeakableRule.of(
                        "(?i)\\b(HTTP|error|status|code|an?|the|returns?|gives?)(\\s+)([1-5]\\d\\d)(?='?s\\b|\\s+(?:error|status|code|response)|[.,;!?]?$)",
                        match -> match.group(1) + match.group(2) + numbers.code(match.group(3))),
                SpeakableRule.of(
                        "(?i)\\b(HTTP|error|status|code)(\\s+)([1-5]\\d\\d)\\b",
                        match -> match.group(1) + match.group(2) + numbers.code(match.group(3))),
                SpeakableRule.of(
                        "(?i)(?<=^|[.!?:;,(]\\s{0,2}|\\b(?:just|only|still|mostly|but|have|had|throws?|serving|serves|giving|into|to|more|many|no|the|some|see|seeing|saw|got|getting|gets|these|those|and|or|returning|throwing|with|are|all)\\s)(40[01345689]|41[0-8]|42[259]|50[1-4])s\\b",
                        match -> SpelledNumbers.plural(numbers.code(match.group(1)))),
                SpeakableRule.of(
                        "(?<![\\p{L}\\p{N}])(\\p{Lu}{1,4})(\\d{1,2})s\\b",
                        match -> language.spell(match.group(1)) + " "
                                + SpelledNumbers.plural(numbers.cardinal(match.group(2)))),
                SpeakableRule.of(
                        "(?<![\\p{L}\\p{N}])(\\p{Lu})(\\d)(\\p{Lu})(?![\\p{Ll}\\p{N}])",
                        match -> language.spell(match.group(1)) + " " + numbers.cardinal(match.group(2)) + " "
                                + language.spell(match.group(3))),
                SpeakableRule.of("\\b([1-9])xx\\b", match -> numbers.cardinal(match.group(1)) + " hundreds"),
                SpeakableRule.of(
                        "(?i)\\b(one|two|three|four|five|six|seven)\\s+9['’]?s\\b", match -> match.group(1) + " nines"),
                SpeakableRule.of(
                        "\\bCVE-(\\d{4})-(\\d+)\\b",
                        match -> "C V E " + numbers.year(match.group(1)) + " " + numbers.digits(match.group(2))),
                SpeakableRule.of(
                        "\\b(\\p{Lu}{2,})-(\\d{4,})\\b",
                        match -> match.group(1) + " " + numbers.digits(match.group(2))),
                SpeakableRule.of(
                        "\\bT\\s?([-+])\\s?(?=\\d)",
                        match -> "T " + (match.group(1).equals("-") ? "minus " : "plus ")));
    }

    /** Letters: abbreviations, what slashes join, words written together. */
    List<SpeakableRule> letters() {
        return List.of(
                SpeakableRule.of("\\b(\\p{Lu}{1,4}s?)/(?=\\p{Lu}{1,4}s?\\b)", match -> spelled(match.group(1)) + " "),
                SpeakableRule.of(
                        "\\b(\\p{Lu})&(\\p{Lu})\\b",
                        match -> language.spell(match.group(1)) + " and " + language.spell(match.group(2))),
                SpeakableRule.of(
                        "(?<=\\d)(\\p{Lu}{2})\\b",
                        match -> language.units().containsKey(match.group(1))
                                ? match.group()
                                : " " + language.spell(match.group(1))),
                SpeakableRule.of(
                        "(?<![\\p{L}\\p{N}])(\\p{Lu}{1,4})(?=\\d)", match -> language.spell(match.group(1)) + " "),
                SpeakableRule.of(
                        "(?<!\\p{L})\\p{Ll}(?=\\d)", match -> match.group().toUpperCase(Locale.ROOT) + " "),
                SpeakableRule.of("\\p{L}(?=\\d)", match -> match.group() + " "));
    }

    private String spelled(String word) {
        return language.spell(word);
    }

    private String address(MatchResult match) {
        return numbers.parts(match.group(1), "dot")
                + (match.group(2) == null ? "" : " slash " + numbers.cardinal(match.group(2)))
                + (match.group(3) == null ? "" : " port " + numbers.digits(match.group(3)));
    }

    private String version(MatchResult match, int group) {
        String stage = match.group(group + 1);
        String behind = match.group(group + 2);
        String name = stage == null ? "" : " " + (stage.length() <= 2 ? stage.toUpperCase(Locale.ROOT) : stage);
        return numbers.parts(match.group(group), "point")
                + name
                + (behind == null ? "" : " " + numbers.cardinal(behind));
    }

    /** «Status dot example dot com slash now». */
    private static String path(String written) {
        return written.replaceAll("^www\\.", "")
                .replace("~", " tilde ")
                .replaceAll("(?<=\\p{L})(?=\\d)|(?<=\\d)(?=\\p{L})", " ")
                .replaceAll("/$", "")
                .replace("/", " slash ")
                .replace(":", " port ")
                .replace("-", " dash ")
                .replace("_", " underscore ")
                .replaceAll("\\.+", " dot ")
                .strip();
    }

    /** A telephone number in its groups, with a rest between them. */
    private String groups(String number) {
        return Arrays.stream(number.split("\\D+"))
                .filter(group -> !group.isEmpty())
                .map(numbers::digits)
                .collect(Collectors.joining(", "));
    }
}
