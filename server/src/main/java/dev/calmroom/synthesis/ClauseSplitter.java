package dev.calmroom.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Cuts text that comes in pieces into clauses, each as soon as it can be spoken: at the end of a sentence, or at a
 * comma, semicolon, colon or dash once there is enough to be worth a breath. The first clause may be short, so that the
 * voice starts early. Clauses joined are the text, with its spaces. For one reply and one thread.
 */
public final class ClauseSplitter {
    private static final int FIRST_WORDS = 2;
    private static final int LATER_WORDS = 5;
    /** A clause without any punctuation is cut here, at a space: a voice cannot wait for ever. */
    private static final int MOST_CHARACTERS = 240;

    private final StringBuilder pending = new StringBuilder();
    private final Function<String, List<String>> phrasing;
    private boolean first = true;

    /** For a voice that begins at once, whatever the length. */
    public ClauseSplitter() {
        this(List::of);
    }

    private ClauseSplitter(Function<String, List<String>> phrasing) {
        this.phrasing = phrasing;
    }

    /** For a voice that is the slower to begin the more it is asked: its first pieces are a few words only. */
    public static ClauseSplitter inPhrases() {
        return new ClauseSplitter(new Phrasing()::divide);
    }

    /** @return the clauses that this piece completed, in order */
    public List<String> accept(String piece) {
        pending.append(piece);
        List<String> clauses = new ArrayList<>();
        for (int end = nextCut(); end > 0; end = nextCut()) {
            clauses.addAll(phrasing.apply(pending.substring(0, end)));
            pending.delete(0, end);
            first = false;
        }
        return clauses;
    }

    /** What follows may be a while. @return what was held back for it, as far as it can be spoken */
    public List<String> flush() {
        String rest = pending.toString();
        if (rest.isBlank()) {
            return List.of();
        }
        pending.setLength(0);
        first = false;
        return phrasing.apply(rest);
    }

    /** The text is whole. @return what was left, as far as it can be spoken */
    public List<String> finish() {
        List<String> rest = flush();
        pending.setLength(0);
        first = true;
        return rest;
    }

    /** Whether a speaker rests after this clause: it ends with a mark, and is no mere phrase of a longer one. */
    public static boolean rests(String clause) {
        return clause.isBlank() || !Character.isLetterOrDigit(lastMark(clause.strip()));
    }

    private int nextCut() {
        for (int at = 0; at + 1 < pending.length(); at++) {
            if (isCut(at)) {
                int end = at + 1;
                while (end < pending.length() && Character.isWhitespace(pending.charAt(end))) {
                    end++;
                }
                // Spaces belong to the clause before them; more of them may still be on their way.
                if (end == pending.length()) {
                    return 0;
                }
                switch (Figures.between(pending.substring(0, at + 1), pending.substring(end))) {
                    case APART -> {
                        return end;
                    }
                    case NOT_KNOWN_YET -> {
                        return 0;
                    }
                    case TOGETHER -> {}
                }
            }
        }
        return pending.length() > MOST_CHARACTERS ? pending.lastIndexOf(" ", MOST_CHARACTERS) + 1 : 0;
    }

    private boolean isCut(int at) {
        if (!Character.isWhitespace(pending.charAt(at + 1))) {
            return false;
        }
        String clause = pending.substring(0, at + 1);
        return switch (lastMark(clause)) {
            case '.', '!', '?', '…' -> !Abbreviations.endsWithOne(clause);
            case ',', ';', ':', '—', '–' -> words(clause) >= (first ? FIRST_WORDS : LATER_WORDS);
            default -> false;
        };
    }

    /** A closing quotation mark or bracket stands after the mark that ends the sentence. */
    private static char lastMark(String clause) {
        String bare = clause.replaceAll("[\"'”’)\\]]+$", "");
        return bare.isEmpty() ? ' ' : bare.charAt(bare.length() - 1);
    }

    private static long words(String clause) {
        return clause.strip().split("\\s+").length;
    }
}
