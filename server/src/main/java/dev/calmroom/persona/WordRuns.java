package dev.calmroom.persona;

import dev.calmroom.text.PlainWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Runs of words of one length in some text: to tell whether another text has been copied from it. */
final class WordRuns {
    private final int length;
    private final Set<String> runs = new HashSet<>();

    WordRuns(int length, List<String> texts) {
        this.length = length;
        texts.forEach(text -> runs.addAll(of(text)));
    }

    boolean sharedWith(String text) {
        return of(text).stream().anyMatch(runs::contains);
    }

    private List<String> of(String text) {
        String[] words = PlainWords.only(text).split(" ");
        List<String> found = new ArrayList<>();
        for (int i = 0; i + length <= words.length; i++) {
            found.add(String.join(" ", List.of(words).subList(i, i + length)));
        }
        return found;
    }
}
