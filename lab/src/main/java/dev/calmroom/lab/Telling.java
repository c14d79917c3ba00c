package dev.calmroom.lab;

import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.List;

/**
 * Ways to tell a labelled call otherwise that should change no score, to measure how far one does. Other fillers, other
 * places to cut and other marks than those that the built-in judge tries by itself.
 */
public enum Telling {
    RECOGNISED,
    HESITANT,
    RECOGNISED_AND_HESITANT,
    TYPOGRAPHIC,
    CUT_AFTER_FIRST;

    private static final int WORDS_BETWEEN = 6;

    /** The call with the leader's turns told in this way. */
    public List<Turn> of(List<Turn> call) {
        return this == CUT_AFTER_FIRST
                ? cut(call)
                : call.stream()
                        .map(turn -> turn.isLeader() ? Turn.of(turn.number(), turn.speaker(), of(turn.text())) : turn)
                        .toList();
    }

    private String of(String text) {
        return switch (this) {
            case RECOGNISED -> Examination.withoutPunctuation(text);
            case HESITANT -> hesitant(text, "er, ", "well, ");
            case RECOGNISED_AND_HESITANT -> hesitant(Examination.withoutPunctuation(text), "uhm ", "look ");
            case TYPOGRAPHIC -> text.replace('\'', '’').replace("...", "…").replace(" - ", " – ");
            case CUT_AFTER_FIRST -> text;
        };
    }

    private static String hesitant(String text, String first, String then) {
        StringBuilder hesitant = new StringBuilder(first);
        String[] words = text.split("\\s+", -1);
        for (int i = 0; i < words.length; i++) {
            boolean within = i > 0 && i % WORDS_BETWEEN == 0;
            hesitant.append(within ? then : "").append(words[i]).append(' ');
        }
        return hesitant.toString().strip();
    }

    private static List<Turn> cut(List<Turn> call) {
        List<Turn> turns = new ArrayList<>();
        for (Turn turn : call) {
            String[] parts = turn.isLeader() ? turn.text().split("(?<=[.?!])\\s+", 2) : new String[] {turn.text()};
            for (String part : parts) {
                turns.add(Turn.of(turns.size() + 1, turn.speaker(), part));
            }
        }
        return turns;
    }
}
