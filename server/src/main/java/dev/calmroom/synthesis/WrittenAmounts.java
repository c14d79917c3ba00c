package dev.calmroom.synthesis;

import static dev.calmroom.synthesis.SpeakableRule.NUMBER;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Money, quantities, fractions, ranges, ordinals and plain numbers. */
final class WrittenAmounts {
    private static final Map<String, String> MAGNITUDES = Map.of(
            "k",
            "thousand",
            "m",
            "million",
            "mn",
            "million",
            "mm",
            "million",
            "b",
            "billion",
            "bn",
            "billion",
            "t",
            "trillion",
            "tn",
            "trillion");
    private static final String MAGNITUDE =
            "(?:[\\s-]?(thousand|million|billion|trillion)\\b|\\s?([kKmMbBtT]n?)(?![\\p{L}\\p{N}]))?";
    private static final String DASH = "\\s?[-–—]\\s?";

    private final SpelledNumbers numbers;
    private final SpeakableLanguage language;
    private final String signs;
    private final String codes;
    private final String units;

    WrittenAmounts(SpelledNumbers numbers, SpeakableLanguage language) {
        this.numbers = numbers;
        this.language = language;
        this.signs = SpeakableRule.anyOf(language.currencies().keySet().stream()
                .filter(sign -> sign.chars().noneMatch(Character::isLetter))
                .toList());
        this.codes = SpeakableRule.anyOf(language.currencies().keySet().stream()
                .filter(sign -> sign.chars().allMatch(Character::isLetter))
                .toList());
        this.units = SpeakableRule.anyOf(language.units().keySet());
    }

    /** Before the signs of the text are looked at: money, fractions, ranges and what hangs on a hyphen. */
    List<SpeakableRule> compounds() {
        String money = "(?:(?:US|CA|A)(?=\\$))?(" + signs + "|\\b" + codes + ")\\s?(" + NUMBER + ")";
        return Stream.concat(money(money).stream(), counted().stream()).toList();
    }

    /** @param money how an amount with its sign before it is written */
    private List<SpeakableRule> money(String money) {
        return List.of(
                SpeakableRule.of("(" + signs + ")\\.(?=\\d)", match -> match.group(1) + "0."),
                SpeakableRule.of("(?<![\\p{L}\\p{N}.)])[-−](?=" + signs + "\\s?\\d)", " minus "),
                SpeakableRule.of(
                        "(?<![\\p{L}\\p{N}.])(" + NUMBER + ")(\\s?(?:" + units + "|[kKM]|bn|B))" + DASH + "(?=(?:"
                                + NUMBER + ")\\2(?![\\p{L}\\p{N}]))",
                        match -> cardinal(match, 1) + " to "),
                SpeakableRule.of(
                        "(?<![\\p{L}\\p{N}.])(" + NUMBER + ")\\s?(" + units + ")" + DASH + "(?=(?:" + NUMBER + ")\\s?"
                                + units + "(?![\\p{L}\\p{N}]))",
                        match -> quantity(match) + " to "),
                SpeakableRule.of(
                        money + "\\s?[kKmMbBtT]?n?" + DASH + "(?:" + signs + ")?(" + NUMBER + ")" + MAGNITUDE,
                        this::moneyRange),
                SpeakableRule.of(
                        "(?<article>\\b[Aa]n?\\s)?" + money + MAGNITUDE + "(?<noun>-?\\s?\\p{L})?", this::money),
                SpeakableRule.of(
                        "(" + NUMBER + ")" + MAGNITUDE + "\\s?(" + signs + "|" + codes + "\\b)", this::moneyAfter));
    }

    private List<SpeakableRule> counted() {
        return List.of(
                SpeakableRule.of(
                        "(?<![\\d/.,])(\\d+)[\\s-]+(\\d+)/(\\d+)(?![\\d/])",
                        match -> numbers.mixed(match.group(1), match.group(2), match.group(3)) + " "),
                SpeakableRule.of(
                        "(?<![\\d/.,])(\\d+)/(\\d+)(?:(?:rd|th|nd)s?\\b)?(?![\\d/])",
                        match -> numbers.fraction(match.group(1), match.group(2))),
                SpeakableRule.of("(\\d)\\s?[x×]\\s?(?=\\d)", match -> match.group(1) + " by "),
                SpeakableRule.of(
                        "(?<![\\d:.])(\\d{1,3}):(\\d{1,3})(?![\\d:])",
                        match -> cardinal(match, 1) + " to " + cardinal(match, 2)),
                SpeakableRule.of("\\b50[-/]50\\b", match -> numbers.cardinal("50") + " " + numbers.cardinal("50")),
                SpeakableRule.of(
                        "\\b(\\d+)(?:st|nd|rd|th)" + DASH + "(?=\\d)",
                        match -> numbers.ordinal(match.group(1)) + " to "),
                SpeakableRule.of(
                        "(" + NUMBER + ")(%?)" + DASH + "(?=\\d)",
                        match -> cardinal(match, 1) + (match.group(2).isEmpty() ? "" : " percent") + " to "),
                SpeakableRule.of(
                        "(" + NUMBER + ")(?:-|[‑])(" + units + ")(?![\\p{L}\\p{N}/])",
                        match -> cardinal(match, 1) + " "
                                + names(language.units(), match.group(2)).getFirst()),
                SpeakableRule.of("(" + NUMBER + ")[-‑](?=\\p{L})", match -> cardinal(match, 1) + " "),
                SpeakableRule.of("(?<=\\p{L})[-‑](?=\\d)", " "));
    }

    /** Numbers with what stands around them, and then whatever figures are left. */
    List<SpeakableRule> plain() {
        String per = SpeakableRule.anyOf(language.per().keySet());
        return List.of(
                SpeakableRule.of("(?<![\\p{L}\\p{N}.])[-−](?=\\s?\\.?\\d)", " minus "),
                SpeakableRule.of("(?:#|\\bNos?\\.\\s?)(?=\\d)", "number "),
                SpeakableRule.of(
                        "\\b(\\d{1,3}(?:,\\d{3})+|\\d+)(?:st|nd|rd|th)\\b", match -> numbers.ordinal(match.group(1))),
                SpeakableRule.of("(" + NUMBER + ")\\s?%", match -> cardinal(match, 1) + " percent"),
                SpeakableRule.of(
                        "(" + NUMBER + ")\\s?([kKM]|bn|B)(?![\\p{L}\\p{N}])",
                        match -> cardinal(match, 1) + magnitude(null, match.group(2))),
                SpeakableRule.of(
                        "(?<=\\b[Aa]n?\\s)(" + NUMBER + ")\\s?(?![x×])(" + units + ")(?=\\s+\\p{L})",
                        match -> cardinal(match, 1) + " "
                                + names(language.units(), match.group(2)).getFirst()),
                SpeakableRule.of("(" + NUMBER + ")\\s?(" + units + ")(?![\\p{L}\\p{N}])", this::quantity),
                SpeakableRule.of(
                        "(?<=\\p{L})\\s?/\\s?(" + per + ")(?![\\p{L}\\p{N}])",
                        match -> " per " + language.per().get(match.group(1))),
                SpeakableRule.of("(?<![\\d.])\\.(\\d+)", match -> " point " + numbers.digits(match.group(1))),
                SpeakableRule.of(NUMBER, match -> numbers.cardinal(match.group()) + " "));
    }

    private String money(MatchResult match) {
        String noun = match.namedGroups().containsKey("noun") ? match.group("noun") : null;
        String article = match.group("article");
        String magnitude = magnitude(match.group(4), match.group(5));
        // «A five million dollar deal», but «it cost five million dollars a year».
        boolean hyphen = match.group(4) != null && match.group().contains("-" + match.group(4));
        boolean one = (article != null || hyphen) && noun != null;
        String amount = amount(match.group(2), match.group(3), magnitude, one);
        return (article == null ? "" : article) + amount + (noun == null ? "" : noun.replace('-', ' '));
    }

    private String moneyAfter(MatchResult match) {
        return amount(match.group(4), match.group(1), magnitude(match.group(2), match.group(3)), false);
    }

    private String moneyRange(MatchResult match) {
        String magnitude = magnitude(match.group(4), match.group(5));
        return cardinal(match, 2) + " to " + amount(match.group(1), match.group(3), magnitude, false);
    }

    private String amount(String currency, String figures, String magnitude, boolean adjective) {
        List<String> names = names(language.currencies(), currency);
        int point = figures.indexOf('.');
        boolean hundredths = names.size() > 2 && magnitude.isEmpty() && point >= 0 && figures.length() - point == 3;
        if (!hundredths) {
            boolean one = figures.equals("1") && magnitude.isEmpty();
            return numbers.cardinal(figures) + magnitude + " " + names.get(one || adjective ? 0 : 1);
        }
        String whole = figures.substring(0, point);
        String rest = String.valueOf(Integer.parseInt(figures.substring(point + 1)));
        String small = numbers.cardinal(rest) + " " + names.get(rest.equals("1") ? 2 : 3);
        String large = numbers.cardinal(whole) + " " + names.get(whole.equals("1") || adjective ? 0 : 1);
        return rest.equals("0") ? large : whole.matches("0+") ? small : large + " and " + small;
    }

    private static String magnitude(@Nullable String word, @Nullable String letter) {
        if (word != null) {
            return " " + word;
        }
        return letter == null ? "" : " " + MAGNITUDES.getOrDefault(letter.toLowerCase(java.util.Locale.ROOT), letter);
    }

    /** What the patterns let through is one of the table's own keys. */
    private static List<String> names(Map<String, List<String>> table, String written) {
        return Objects.requireNonNull(table.get(written), written);
    }

    private String quantity(MatchResult match) {
        List<String> unit = names(language.units(), match.group(2));
        return cardinal(match, 1) + " " + (match.group(1).equals("1") ? unit.getFirst() : unit.getLast());
    }

    private String cardinal(MatchResult match, int group) {
        return numbers.cardinal(match.group(group));
    }
}
