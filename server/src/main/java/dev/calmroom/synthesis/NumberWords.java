package dev.calmroom.synthesis;

import com.ibm.icu.text.RuleBasedNumberFormat;
import java.math.BigDecimal;
import java.util.Locale;

/** English numbers as words, by the rules of ICU (Unicode CLDR). Safe for use by several threads. */
final class NumberWords {
    /** Longer rows of digits are numbers of something, read figure by figure. */
    private static final int LONGEST = 15;

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
        return format.format(Long.parseLong(figures.replace(",", "")), "%spellout-ordinal");
    }

    synchronized String year(String figures) {
        return format.format(Long.parseLong(figures), "%spellout-numbering-year");
    }

    /** One figure after the other. */
    synchronized String digits(String figures) {
        StringBuilder words = new StringBuilder();
        for (char figure : figures.toCharArray()) {
            words.append(words.isEmpty() ? "" : " ").append(format.format(figure - '0'));
        }
        return words.toString();
    }
}
