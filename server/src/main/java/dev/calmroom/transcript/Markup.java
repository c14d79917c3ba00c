package dev.calmroom.transcript;

import java.util.regex.Pattern;

/** The marks of web pages and captions, taken away where a file has them. */
final class Markup {
    private static final Pattern PAGE = Pattern.compile(
            "(?i)</?(?:html|body|p|div|span|b|i|u|em|strong|br|li|ul|ol|td|tr|table|font|h[1-6])(?:\\s[^<>]*)?/?>");

    private static final Pattern UNSEEN =
            Pattern.compile("(?is)<!--.*?-->|<!doctype[^>]*>|<(head|style|script)\\b.*?</\\1\\s*>");

    private Markup() {}

    /** The text of a page, line by line as it stands in the file; any other text as it is. */
    static String without(String text) {
        if (!PAGE.matcher(text).find()) {
            return text;
        }
        // Every line keeps its number.
        String seen = UNSEEN.matcher(text)
                .replaceAll(hidden -> "\n".repeat((int)
                        hidden.group().chars().filter(c -> c == '\n').count()));
        return characters(PAGE.matcher(seen).replaceAll(""));
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
