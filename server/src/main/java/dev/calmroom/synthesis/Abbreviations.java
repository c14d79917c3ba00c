package dev.calmroom.synthesis;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Full stops that do not end a sentence. */
final class Abbreviations {
    private static final Set<String> WITH_STOP = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "vs", "etc", "e.g", "i.e", "a.m", "p.m", "approx", "dept", "inc", "jr",
            "sr");
    /** Abbreviations only where a figure follows; «Mar.» and «Dec.» end sentences as well, and «No.» more often. */
    private static final Set<String> BEFORE_FIGURES = Set.of(
            "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "fig", "vol", "ver",
            "ext", "ch", "art", "para", "nos", "tel");

    private static final Pattern LAST_WORD = Pattern.compile("(?:^|[\\s(\"'])([\\p{L}.]+)\\.$");

    private Abbreviations() {}

    /** «Sept.», «Fig.»: what they are if a figure follows. */
    static boolean stands(String text) {
        Matcher word = LAST_WORD.matcher(text);
        return word.find() && BEFORE_FIGURES.contains(word.group(1).toLowerCase(Locale.ROOT));
    }

    /** «Dr.», «e.g.», «p.m.»; «No.» is left out: it ends more sentences than it abbreviates numbers. */
    static boolean endsWithOne(String text) {
        Matcher word = LAST_WORD.matcher(text);
        return word.find() && WITH_STOP.contains(word.group(1).toLowerCase(Locale.ROOT));
    }
}
