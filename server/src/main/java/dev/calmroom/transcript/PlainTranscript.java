package dev.calmroom.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The plain form of a conversation: a turn a line, {@code Leader: …} or the persona's name and a colon. A line without
 * a speaker goes on with the turn before it; empty lines and lines that begin with # are passed over; two lines of one
 * side in a row are one turn.
 */
public final class PlainTranscript {
    /** More turns than anybody takes in a call. */
    private static final int MOST_TURNS = 1_000;
    /** More than anybody says in one turn. */
    private static final int MOST_CHARACTERS = 10_000;

    private static final Pattern LINE =
            Pattern.compile("\\s*(?:\\*\\*)?(\\p{L}[\\p{L} .'-]{0,40}?)(?:\\*\\*)?\\s*:(?:\\*\\*)?\\s*(.*)");
    private static final String LEADER = "leader";

    private PlainTranscript() {}

    /**
     * @param personaNames what the other side may be called, without regard to case
     * @throws IllegalArgumentException with the number of the line and what was expected
     */
    public static List<Turn> parse(String text, List<String> personaNames) {
        List<Turn> turns = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                add(turns, line, number, personaNames);
            }
        }
        if (turns.isEmpty()) {
            throw new IllegalArgumentException(
                    "no turns found; expected lines such as %s".formatted(forms(personaNames)));
        }
        return turns;
    }

    private static void add(List<Turn> turns, String line, int number, List<String> personaNames) {
        Matcher matcher = LINE.matcher(line);
        Speaker speaker = matcher.matches() ? speaker(matcher.group(1), personaNames) : null;
        if (speaker != null) {
            append(turns, speaker, matcher.group(2).strip(), number);
        } else if (turns.isEmpty()) {
            throw new IllegalArgumentException(
                    "line %d: expected %s, found «%s»".formatted(number, forms(personaNames), excerpt(line)));
        } else {
            append(turns, turns.getLast().speaker(), line.strip(), number);
        }
    }

    private static void append(List<Turn> turns, Speaker speaker, String words, int number) {
        boolean goesOn = !turns.isEmpty() && turns.getLast().speaker() == speaker;
        Turn turn = goesOn
                ? Turn.of(turns.size(), speaker, (turns.removeLast().text() + " " + words).strip())
                : Turn.of(turns.size() + 1, speaker, words);
        if (turn.text().length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "line %d: a turn has at most %,d characters".formatted(number, MOST_CHARACTERS));
        }
        if (turn.number() > MOST_TURNS) {
            throw new IllegalArgumentException("line %d: a call has at most %,d turns".formatted(number, MOST_TURNS));
        }
        turns.add(turn);
    }

    private static @Nullable Speaker speaker(String name, List<String> personaNames) {
        String lower = name.toLowerCase(Locale.ROOT).strip();
        if (lower.equals(LEADER)) {
            return Speaker.LEADER;
        }
        boolean persona =
                personaNames.stream().anyMatch(p -> p.toLowerCase(Locale.ROOT).equals(lower));
        return persona ? Speaker.PERSONA : null;
    }

    private static String forms(List<String> personaNames) {
        return "«Leader: …»" + (personaNames.isEmpty() ? "" : " or «" + personaNames.getFirst() + ": …»");
    }

    private static String excerpt(String line) {
        return line.length() <= 60 ? line : line.substring(0, 57) + "…";
    }
}
