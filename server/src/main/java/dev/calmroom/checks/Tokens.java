package dev.calmroom.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A check's words, one after the other. */
final class Tokens {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|(?<regex>/(?:[^/\\\\]|\\\\.)+/)|\"(?<quoted>[^\"]+)\"|(?<number>-?(?:\\d+(?:\\.\\d+)?|\\.\\d+))(?![\\w.-])"
                    + "|(?<word>[\\p{L}][\\p{L}\\p{N}'’.-]*\\p{N}*)|(?<mark>[\\[\\],%])");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    /** @param kind {@code regex}, {@code quoted}, {@code number}, {@code word} or {@code mark} */
    record Token(String kind, String text, int from) {}

    /** @throws CheckSyntaxException at a character that begins no word of a check */
    Tokens(String text) {
        this.text = text;
        Matcher matcher = TOKEN.matcher(text);
        int from = 0;
        while (from < text.length()) {
            if (!matcher.find(from) || matcher.start() != from) {
                throw new CheckSyntaxException(
                        "cannot be read from «%s» on; a regular expression stands between slashes, a sentence in quotation marks"
                                .formatted(text.substring(from)));
            }
            for (String kind : List.of("regex", "quoted", "number", "word", "mark")) {
                if (matcher.group(kind) != null) {
                    tokens.add(new Token(kind, matcher.group(kind), from));
                }
            }
            from = matcher.end();
        }
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    /** What stands here, for a message. */
    String here() {
        return atEnd() ? "the end" : "«" + text.substring(tokens.get(at).from()) + "»";
    }

    /** Whether these words stand here; then they are passed. */
    boolean take(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (at + i >= tokens.size()
                    || !tokens.get(at + i).text().toLowerCase(Locale.ROOT).equals(words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    void expect(String... words) {
        if (!take(words)) {
            throw expected("«%s»".formatted(String.join(" ", words)));
        }
    }

    /** @param what for the message */
    String next(String kind, String what) {
        if (atEnd() || !tokens.get(at).kind().equals(kind)) {
            throw expected(what);
        }
        return tokens.get(at++).text();
    }

    boolean isNext(String kind) {
        return !atEnd() && tokens.get(at).kind().equals(kind);
    }

    double number(String what) {
        return Double.parseDouble(next("number", what));
    }

    CheckSyntaxException expected(String what) {
        return new CheckSyntaxException("expected %s, found %s".formatted(what, here()));
    }

    /** The rest up to one of these words, or to the end: a name of several words. */
    String upTo(String... ends) {
        StringBuilder name = new StringBuilder();
        while (!atEnd() && !List.of(ends).contains(tokens.get(at).text())) {
            name.append(name.isEmpty() ? "" : " ").append(tokens.get(at++).text());
        }
        return name.toString();
    }

    int mark() {
        return at;
    }

    void back(int mark) {
        at = mark;
    }
}
