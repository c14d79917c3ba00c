package dev.calmroom.lab;

import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Ways to tell a labelled call otherwise that should change no score, to measure how far one does. Other fillers, other
 * places to cut and other marks than those that the built-in judge tries by itself.
 */
public enum Telling {
    RECOGNISED(Telling::recognised),
    HESITANT(text -> hesitant(text, "er, ", "well, ")),
    RECOGNISED_AND_HESITANT(text -> hesitant(recognised(text), "uhm ", "look ")),
    TYPOGRAPHIC(text -> text.replace('\'', '’').replace("...", "…").replace(" - ", " – ")),
    CUT_AFTER_FIRST(UnaryOperator.identity()) {
        @Override
        public List<Turn> of(List<Turn> call) {
            return cut(call);
        }
    };

    private static final int WORDS_BETWEEN = 6;

    private final UnaryOperator<String> way;

    Telling(UnaryOperator<String> way) {
        this.way = way;
    }

    /** The call with the leader's turns told in this way. */
    public List<Turn> of(List<Turn> call) {
        return call.stream()
                .map(turn ->
                        turn.isLeader() ? Turn.of(turn.number(), turn.speaker(), way.apply(turn.text())) : turn)
                .toList();
    }

    private static String recognised(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replace("%", " percent")
                .replaceAll("[^\\p{L}\\p{N}' ]", " ")
                .strip()
                .replaceAll("\\s+", " ");
    }

    private static String hesitant(String text, String first, String then) {
        StringBuilder hesitant = new StringBuilder(first);
        String[] words = text.split("\\s+");
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
