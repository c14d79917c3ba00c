package dev.calmroom.persona;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a model's tokens together into sentences, each as soon as it is whole. For one turn and one thread. */
final class SentenceAssembler {
    // The space behind it must be there: «4.5» and a «...» that is still growing are no ends.
    private static final Pattern END = Pattern.compile("[.?!…]+[\"'”’)*]*\\s+|\\s*\\n+\\s*");
    /** What never ends is cut here and will not pass the length check. */
    private static final int MOST_CHARACTERS = 600;

    private static final int LONGEST_GESTURE = 120;

    private final StringBuilder pending = new StringBuilder();

    List<String> accept(String token) {
        pending.append(token);
        List<String> sentences = new ArrayList<>();
        Matcher end = END.matcher(pending);
        int from = 0;
        // A match at the very end may still grow.
        while (end.find() && end.end() < pending.length()) {
            if (isInsideGesture(from, end.end()) || isHesitation(end.toMatchResult())) {
                continue;
            }
            add(sentences, pending.substring(from, end.end()));
            from = end.end();
        }
        pending.delete(0, from);
        if (pending.length() > MOST_CHARACTERS) {
            add(sentences, pending.toString());
            pending.setLength(0);
        }
        return sentences;
    }

    /** «*Sighs. Looks away.* Sixty percent.» is one gesture and one sentence. A mark that is never closed waits briefly. */
    private boolean isInsideGesture(int from, int to) {
        String begun = pending.substring(from, to);
        return begun.chars().filter(c -> c == '*').count() % 2 == 1
                && begun.indexOf('\n') < 0
                && pending.length() - from - begun.indexOf('*') < LONGEST_GESTURE;
    }

    /** «Then, um... the fix.» is one sentence: cut in two, either half may be left out and make nonsense of the other. */
    private boolean isHesitation(MatchResult end) {
        String marks = end.group().strip();
        return (marks.startsWith("..") || marks.startsWith("…"))
                && marks.chars().allMatch(c -> c == '.' || c == '…')
                && Character.isLowerCase(pending.charAt(end.end()));
    }

    /** The stream is over: what is left, if anything. */
    Optional<String> finish() {
        String rest = pending.toString().strip();
        pending.setLength(0);
        return rest.isEmpty() ? Optional.empty() : Optional.of(rest);
    }

    private static void add(List<String> sentences, String sentence) {
        if (!sentence.isBlank()) {
            sentences.add(sentence.strip());
        }
    }
}
