package dev.calmroom.text;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Sentences by their marks: each with the marks that end it and the blank before it. */
public final class Sentences {
    private static final Pattern SENTENCE = Pattern.compile("[^.?!;]+[.?!;]*");

    private Sentences() {}

    /** With the places in which they stand, in their order; a text without marks is one. */
    public static Stream<MatchResult> in(String text) {
        return SENTENCE.matcher(text).results();
    }
}
