package dev.calmroom.comprehension;

import dev.calmroom.text.PlainWords;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a sentence that tell what it is about: none of the little ones, and many and one are the same. */
final class ContentWords {
    private static final Pattern WORD = Pattern.compile("[\\p{L}']+");
    private static final Pattern ENDING = Pattern.compile("(?:'s|s)$");
    private static final int SHORTEST = 4;

    private final Set<String> little;

    /** @param little frequent words of the language */
    ContentWords(Set<String> little) {
        this.little = Set.copyOf(little);
    }

    Set<String> of(Collection<String> sentences) {
        Set<String> words = new HashSet<>();
        sentences.forEach(sentence -> WORD.matcher(PlainWords.of(sentence))
                .results()
                .map(found -> found.group())
                .filter(word -> word.length() >= SHORTEST && !little.contains(word))
                .map(word -> ENDING.matcher(word).replaceAll(""))
                .forEach(words::add));
        return words;
    }
}
