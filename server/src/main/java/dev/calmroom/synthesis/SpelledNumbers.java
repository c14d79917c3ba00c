package dev.calmroom.synthesis;

import com.ibm.icu.text.RuleBasedNumberFormat;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** English numbers as words, by the rules of ICU (Unicode CLDR). Safe for use by several threads. */
final class SpelledNumbers {
    /** Longer rows of digits are numbers of something, read figure by figure. */
    private static final int LONGEST = 15;
    /** What people divide things into; other denominators are «out of». */
    private static final Set<Long> PARTS =
            Set.of(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 16L, 20L, 32L, 64L, 100L, 1_000L);

    private final RuleBasedNumberFormat format = new RuleBasedNumberFormat(Locale.US, RuleBasedNumberFormat.SPELLOUT);

    /** @param figures digits with or without thousands' commas and a decimal point */
    synchronized String cardinal(String figures) {
        String plain = figures.replace(",", "");
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        String words = whole.length() > LONGEST ? digits(whole) : format.format(new BigDecimal(whole));
        return point < 0 ? words : words + " point " + digits(plain.substring(point + 1));
    }

    synchronized String ordinal(String figures) {
        String plain = figures.replace(",", "");
        return plain.length() > LONGEST ? digits(plain) : format.format(Long.parseLong(plain), "%spellout-ordinal");
    }

    synchronized String year(String figures) {
        return format.format(Long.parseLong(figures), "%spellout-numbering-year");
    }

    /** One figure after the other. */
    synchronized String digits(String figures) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < figures.length(); i++) {
            words.append(words.isEmpty() ? "" : " ").append(format.format(figures.charAt(i) - '0'));
        }
        return words.toString();
    }

    /** Groups of a number, each as a number: «two point three point one», «ten dot zero». */
    String parts(String figures, String between) {
        return Arrays.stream(figures.split("\\.")).map(this::cardinal).collect(Collectors.joining(" " + between + " "));
    }

    /** Three figures that name something, as an answer of a web server: «five oh three», «five hundred». */
    String code(String figures) {
        if (figures.endsWith("00")) {
            return cardinal(figures);
        }
        return digits(figures).replace("zero", "oh");
    }

    /**
     * Two thirds, one half; «fifty fifty» for what comes out even, «twelve out of fifteen» for what nobody divides by.
     *
     * @param numerator digits, at most {@value #LONGEST}
     */
    String fraction(String numerator, String denominator) {
        if (numerator.length() > LONGEST || denominator.length() > LONGEST) {
            return cardinal(numerator) + " over " + cardinal(denominator);
        }
        long above = Long.parseLong(numerator);
        long below = Long.parseLong(denominator);
        if (above < below && PARTS.contains(below) && above > 0) {
            return cardinal(numerator) + " " + part(denominator) + (above == 1 ? "" : "s");
        }
        return cardinal(numerator) + (above > 0 && above < below ? " out of " : " ") + cardinal(denominator);
    }

    /** «One and a half», «two and three quarters». */
    String mixed(String whole, String numerator, String denominator) {
        String fraction = fraction(numerator, denominator);
        return cardinal(whole) + " and " + (numerator.equals("1") ? fraction.replaceFirst("^one ", "a ") : fraction);
    }

    private String part(String denominator) {
        return switch (denominator) {
            case "2" -> "half";
            case "4" -> "quarter";
            default -> ordinal(denominator).replaceFirst("^one ", "");
        };
    }

    /** «Nineties», «sixes», «ones». */
    static String plural(String words) {
        if (words.endsWith("y")) {
            return words.substring(0, words.length() - 1) + "ies";
        }
        return words + (words.endsWith("x") ? "es" : "s");
    }
}
