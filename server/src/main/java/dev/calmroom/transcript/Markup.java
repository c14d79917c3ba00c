package dev.calmroom.transcript;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The marks of web pages and captions, taken away where a file has them. */
final class Markup {
    private static final Pattern PAGE = Pattern.compile(
            "(?i)</?" + "(html|body|p|div|span|b|i|u|em|strong|br|li|ul|ol|td|tr|table|font|h[1-6])(?:\\s[^<>]*)?/?>");

    /** What stands in a line, and ends none. */
    private static final Set<String> INLINE = Set.of("span", "b", "i", "u", "em", "strong", "font");

    /** A line that a page begins within a line of its file. No file has this mark, as {@link TextFile} reads it. */
    private static final String BREAK = "\u2028";

    /** Begin and end of what a page does not show. */
    private enum Unseen {
        COMMENT("<!--", "-->"),
        KIND("<!doctype", ">"),
        HEAD("<head\\b", "</head\\s*+>"),
        STYLE("<style\\b", "</style\\s*+>"),
        SCRIPT("<script\\b", "</script\\s*+>");

        private final Pattern begin;
        private final Pattern end;

        Unseen(String begin, String end) {
            this.begin = Pattern.compile(begin, Pattern.CASE_INSENSITIVE);
            this.end = Pattern.compile(end, Pattern.CASE_INSENSITIVE);
        }
    }

    private Markup() {}

    /**
     * The text of a page: for each line of the file what is shown of it, which may be several lines; any other text as it
     * is.
     */
    static List<List<String>> lines(String text) {
        if (!PAGE.matcher(text).find()) {
            return Arrays.stream(text.split("\n", -1)).map(List::of).toList();
        }
        String shown = characters(PAGE.matcher(seen(text)).replaceAll(tag -> inPlaceOf(tag.group(1))));
        return Arrays.stream(shown.split("\n", -1)).map(Markup::broken).toList();
    }

    private static String inPlaceOf(String tag) {
        String name = tag.toLowerCase(Locale.ROOT);
        if (INLINE.contains(name)) {
            return "";
        }
        return name.equals("td") ? " " : BREAK;
    }

    private static List<String> broken(String line) {
        if (!line.contains(BREAK)) {
            return List.of(line);
        }
        List<String> shown = Arrays.stream(line.split(BREAK))
                .map(String::strip)
                .filter(piece -> !piece.isEmpty())
                .toList();
        return shown.isEmpty() ? List.of("") : shown;
    }

    /** In one pass: what has no end is looked for once, however often it begins. Every line keeps its number. */
    private static String seen(String text) {
        StringBuilder seen = new StringBuilder();
        Set<Unseen> endless = new HashSet<>();
        int from = 0;
        int at = text.indexOf('<');
        while (at >= 0) {
            int end = endOfUnseen(text, at, endless);
            if (end > at) {
                seen.append(text, from, at);
                text.substring(at, end).chars().filter(c -> c == '\n').forEach(c -> seen.append('\n'));
                from = end;
            }
            at = text.indexOf('<', Math.max(end, at + 1));
        }
        return seen.append(text, from, text.length()).toString();
    }

    private static int endOfUnseen(String text, int at, Set<Unseen> endless) {
        for (Unseen kind : Unseen.values()) {
            Matcher begin = kind.begin.matcher(text).region(at, text.length());
            if (!endless.contains(kind) && begin.lookingAt()) {
                Matcher end = kind.end.matcher(text);
                if (end.find(begin.end())) {
                    return end.end();
                }
                endless.add(kind);
            }
        }
        return -1;
    }

    /** What entities stand for. */
    static String characters(String marked) {
        return marked.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", " ")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&apos;", "'")
                .replace("&lrm;", "")
                .replace("&rlm;", "")
                .replace("&amp;", "&");
    }
}
