package dev.calmroom.persona;

import dev.calmroom.transcript.Turn;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the persona said last, as it was heard: for a leader who has not caught it. */
final class LastWords {
    /** The name of the place in a line that takes it. */
    static final String PLACE = "said-last";

    private static final int MOST_WORDS = 20;
    private static final Pattern SENTENCES = Pattern.compile("(?<=[.?!…])\\s+");
    private static final Pattern WHOLE = Pattern.compile("[.?!…]$");

    private LastWords() {}

    /** Empty where nothing was said, or no sentence of it was heard to its end. */
    static Optional<String> of(List<Turn> conversation) {
        List<String> said = conversation.stream()
                .filter(turn -> !turn.isLeader())
                .map(turn -> turn.text().strip())
                .filter(text -> !text.isEmpty())
                .toList();
        return said.isEmpty() ? Optional.empty() : shortened(first(said));
    }

    /** What was itself said again stands behind a sentence that says so: it is not said again with it. */
    private static String first(List<String> said) {
        String last = said.getLast();
        List<String> earlier = said.subList(0, said.size() - 1);
        List<String> sentences = sentences(last);
        for (int from = 1; from < sentences.size(); from++) {
            String rest = String.join(" ", sentences.subList(from, sentences.size()));
            if (earlier.stream().anyMatch(text -> text.endsWith(rest))) {
                return rest;
            }
        }
        return last;
    }

    /** The last whole sentences, as many as one breath has room for. */
    private static Optional<String> shortened(String words) {
        List<String> whole = sentences(words).stream()
                .filter(sentence -> WHOLE.matcher(sentence).find())
                .toList();
        int from = whole.size();
        int count = 0;
        while (from > 0 && count + words(whole.get(from - 1)) <= MOST_WORDS) {
            from--;
            count += words(whole.get(from));
        }
        return from == whole.size()
                ? Optional.empty()
                : Optional.of(String.join(" ", whole.subList(from, whole.size())));
    }

    private static List<String> sentences(String words) {
        return SENTENCES.splitAsStream(words).toList();
    }

    private static int words(String sentence) {
        return SaidSoFar.count(SaidSoFar.plain(sentence));
    }
}
