package dev.calmroom.turntaking;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@link EndingModel} looks at: the last three words and their classes, the first two, how many there are, whether
 * they ask and whether they have a verb. {@code training/turntaking/train.py} computes the same.
 */
final class EndingFeatures {
    /** Stands before the first word. */
    private static final String START = "^";

    private static final List<String> CLASSES = List.of(
            "fillers",
            "numbers",
            "articles",
            "connectives",
            "prepositions",
            "subjects",
            "auxiliaries",
            "question-words",
            "question-contractions",
            "hanging-adjectives",
            "hanging-verbs",
            "verbs",
            "question-subjects");
    private static final List<String> ENDINGS = List.of(
            "n't", "'s", "'re", "'ll", "'ve", "'d", "ing", "ed", "ly", "tion", "er", "ment", "s", "t", "e", "y");

    /** A question of fewer words has hardly begun. */
    private static final int LONG_QUESTION = 4;

    private final TurnLexicon lexicon;

    EndingFeatures(TurnLexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** @param words at least one */
    Set<String> of(List<String> words) {
        Set<String> found = new TreeSet<>();
        endOf(words, found);
        String size = size(words.size());
        found.add("n " + size);
        found.add("first " + words.getFirst());
        found.add("first-c %s %s".formatted(classOf(words.getFirst()), size));
        if (words.size() > 1) {
            found.add("first-ww %s %s".formatted(words.get(0), words.get(1)));
        }
        Optional<List<String>> question = Questions.last(lexicon, words);
        if (question.isPresent()) {
            asking(question.get(), found);
        } else {
            stating(words, size, found);
        }
        return found;
    }

    private void endOf(List<String> words, Set<String> found) {
        String w1 = fromEnd(words, 1);
        String w2 = fromEnd(words, 2);
        String w3 = fromEnd(words, 3);
        String c1 = classOf(w1);
        String c2 = classOf(w2);
        found.add("w " + w1);
        found.add("before " + w2);
        found.add("ww %s %s".formatted(w2, w1));
        found.add("www %s %s %s".formatted(w3, w2, w1));
        found.add("c " + c1);
        found.add("cc %s %s".formatted(c2, c1));
        found.add("ccc %s %s %s".formatted(classOf(w3), c2, c1));
        found.add("wc %s %s".formatted(w2, c1));
        found.add("cw %s %s".formatted(c2, w1));
    }

    private void asking(List<String> question, Set<String> found) {
        String last = classOf(question.getLast());
        String extent = question.size() < LONG_QUESTION ? "short" : "long";
        found.add("q " + size(question.size()));
        found.add("q-c %s %s".formatted(last, extent));
        found.add("q-w %s %s".formatted(question.getFirst(), extent));
        found.add("q-wc %s %s".formatted(question.getFirst(), last));
    }

    private void stating(List<String> words, String size, Set<String> found) {
        long verbs =
                words.stream().filter(word -> Clauses.isVerb(lexicon, word)).count();
        found.add("v " + Math.min(verbs, 3));
        found.add("v-c %d %s %s".formatted(Math.min(verbs, 1), classOf(words.getLast()), size));
        found.add("v-n %d %s".formatted(Math.min(verbs, 2), size));
    }

    private static String fromEnd(List<String> words, int at) {
        return at > words.size() ? START : words.get(words.size() - at);
    }

    /** The first list of the lexicon that has the word, else its ending. */
    private String classOf(String word) {
        if (word.equals(START)) {
            return START;
        }
        return CLASSES.stream()
                .filter(list -> lexicon.has(list, word))
                .findFirst()
                .or(() -> ENDINGS.stream()
                        .filter(ending -> word.endsWith(ending) && word.length() > ending.length() + 1)
                        .findFirst()
                        .map("-"::concat))
                .orElse("other");
    }

    private static String size(int words) {
        if (words <= 6) {
            return String.valueOf(words);
        }
        return words <= 8 ? "8" : words <= 12 ? "12" : words <= 20 ? "20" : "more";
    }
}
