package dev.calmroom.persona;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a finished text into the pieces in which it is handed on; joined they are the text. */
final class SpokenParts {
    private static final Pattern END = Pattern.compile("[,.;:?!…]+[\"'”’)]*\\s+");

    static List<String> of(String text) {
        List<String> pieces = new ArrayList<>();
        Matcher end = END.matcher(text);
        int from = 0;
        while (end.find()) {
            pieces.add(text.substring(from, end.end()));
            from = end.end();
        }
        if (from < text.length()) {
            pieces.add(text.substring(from));
        }
        return pieces;
    }

    private SpokenParts() {}
}
