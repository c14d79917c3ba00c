package dev.calmroom.persona;

import java.util.regex.Pattern;

/**
 * A model's text in the plain characters of authored lines, so that everything that judges it has one spelling to know:
 * straight apostrophes and quotation marks, ordinary hyphens and spaces, nothing invisible, no pictures.
 */
final class PlainSpeech {
    private static final Pattern APOSTROPHE = Pattern.compile("[\u2018\u2019\u201B\u02BC\u00B4\u2032]");
    private static final Pattern QUOTE = Pattern.compile("[\u201C\u201D\u201E\u201F\u00AB\u00BB\u2033]");
    private static final Pattern HYPHEN = Pattern.compile("[\u2010\u2011\u2012\u2212\uFE63\uFF0D]");
    private static final Pattern DASH = Pattern.compile("\\s*[\u2013\u2014\u2015]\\s*");
    private static final Pattern BROKEN_OFF = Pattern.compile(" —\\s*[.?!]?\\s*$");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=\\d)\\s*[\u2013\u2014]\\s*(?=\\d)");
    private static final Pattern INVISIBLE = Pattern.compile("[\u00AD\u200B-\u200F\u2060-\u2064\uFEFF\uFE0E\uFE0F]");
    private static final Pattern PICTURE =
            Pattern.compile("[\\p{IsExtended_Pictographic}\\p{IsEmoji_Modifier}\\x{1F1E6}-\\x{1F1FF}\u20E3]+");
    /** Control characters, halves of a character, and what no font has: nothing of it can be said. */
    private static final Pattern SPACE = Pattern.compile("[\\p{Zs}\\p{Cc}\\p{Cs}\\p{Co}]+");

    static String of(String text) {
        String plain = INVISIBLE.matcher(text).replaceAll("");
        plain = PICTURE.matcher(plain).replaceAll(" ");
        plain = APOSTROPHE.matcher(plain).replaceAll("'");
        plain = QUOTE.matcher(plain).replaceAll("\"");
        plain = HYPHEN.matcher(plain).replaceAll("-");
        plain = BETWEEN_DIGITS.matcher(plain).replaceAll("-");
        plain = DASH.matcher(plain).replaceAll(" — ");
        plain = BROKEN_OFF.matcher(plain).replaceFirst("...");
        return SPACE.matcher(plain).replaceAll(" ").strip();
    }

    private PlainSpeech() {}
}
