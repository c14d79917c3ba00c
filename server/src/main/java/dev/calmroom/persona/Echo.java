package dev.calmroom.persona;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What of a bridge a model says again at its beginning. It was told the words, and often goes on as if it had to say them
 * itself; whoever listens has heard them.
 */
final class Echo {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}'’]+");
    private static final Pattern STOPS = Pattern.compile("^\\s*[.?!…,;:–—-]+\\s*");

    private final List<String> heard;
    private final Pattern begins;

    Echo(String bridge, Pattern begins) {
        this.heard = words(bridge);
        this.begins = begins;
    }

    private static List<String> words(String text) {
        return Stream.of(SaidSoFar.plain(text).split(" ", -1))
                .filter(word -> !word.isEmpty() && !word.equals("|"))
                .toList();
    }

    /**
     * @param sentence the first that a model says behind the bridge
     * @return the sentence without the bridge's words, or as it is; empty where it is nothing else
     */
    Optional<String> without(String sentence) {
        List<String> words = words(sentence);
        if (heard.isEmpty() || words.isEmpty()) {
            return Optional.of(sentence);
        }
        for (int from = 0; from < heard.size(); from++) {
            List<String> rest = heard.subList(from, heard.size());
            if (rest.size() >= words.size() && rest.subList(0, words.size()).equals(words)) {
                return Optional.empty();
            }
            if (rest.size() < words.size() && words.subList(0, rest.size()).equals(rest)) {
                return Optional.of(cut(sentence, rest.size()));
            }
        }
        return Optional.of(sentence);
    }

    /** As many of the words as a sentence can begin behind: «Okay, so far nothing.» loses «Okay» alone. */
    private String cut(String sentence, int words) {
        List<Integer> ends = new ArrayList<>();
        Matcher word = WORD.matcher(sentence);
        while (ends.size() < words && word.find()) {
            ends.add(word.end());
        }
        for (int end : ends.reversed()) {
            String behind = sentence.substring(end);
            Matcher stop = STOPS.matcher(behind);
            boolean stops = stop.find();
            String rest = stops ? behind.substring(stop.end()) : behind.strip();
            if (!rest.isEmpty() && (stops || isBeginning(rest))) {
                return Character.toUpperCase(rest.charAt(0)) + rest.substring(1);
            }
        }
        return sentence;
    }

    private boolean isBeginning(String rest) {
        return !Character.isLowerCase(rest.charAt(0)) || begins.matcher(rest).lookingAt();
    }
}
