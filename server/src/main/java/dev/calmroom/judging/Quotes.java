package dev.calmroom.judging;

import dev.calmroom.log.Evidence;
import dev.calmroom.text.PlacedWords;
import dev.calmroom.text.PlainWords;
import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The leader's turns, to hold quotes against. */
public final class Quotes {
    /** Where evidence stands in a call: by turn, then by place within the turn. */
    record Place(int turn, int offset) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Comparator.comparingInt(Place::turn)
                    .thenComparingInt(Place::offset)
                    .compare(this, other);
        }
    }

    /** Of a recogniser's belief in a word; below it the word may be another one. */
    private static final double UNCLEAR_BELOW = 0.5;

    private static final Pattern ELLIPSIS = Pattern.compile("…|\\.{3}");

    private final Map<Integer, Turn> leaderTurns;
    private final Map<Integer, PlacedWords> texts;

    public Quotes(List<Turn> call) {
        leaderTurns = call.stream().filter(Turn::isLeader).collect(Collectors.toMap(Turn::number, Function.identity()));
        texts = call.stream()
                .filter(Turn::isLeader)
                .collect(Collectors.toMap(Turn::number, turn -> new PlacedWords(turn.text())));
    }

    /** Whether the words stand in that turn of the leader in a row, but for case and punctuation. */
    boolean holds(Evidence evidence) {
        PlacedWords text = texts.get(evidence.turn());
        return text != null && text.contains(evidence.quote());
    }

    /** The same evidence with the quote exactly as it stands in the turn; empty when it does not stand there. */
    Optional<Evidence> verbatim(Evidence evidence) {
        PlacedWords text = texts.get(evidence.turn());
        if (text == null) {
            return Optional.empty();
        }
        int start = text.find(evidence.quote());
        int length = PlainWords.bare(evidence.quote()).length();
        return start < 0
                ? Optional.empty()
                : Optional.of(new Evidence(evidence.turn(), text.verbatim(start, start + length)));
    }

    /**
     * The words of the leader that a judge means, exactly as they stand: in the turn that it named, or next door where it
     * miscounted by one, or anywhere where it named none. An ellipsis stands for words that were left out.
     *
     * @param turn null where none was named
     */
    Optional<Evidence> located(@Nullable Integer turn, String quote) {
        return texts.keySet().stream()
                .filter(number -> turn == null || Math.abs(number - turn) <= 1)
                .sorted(Comparator.comparingInt(number -> turn == null ? number : Math.abs(number - turn)))
                .map(number -> within(number, quote))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Evidence> within(int turn, String quote) {
        PlacedWords text = Objects.requireNonNull(texts.get(turn));
        int begin = -1;
        int end = 0;
        for (String part : ELLIPSIS.split(quote, 0)) {
            String words = PlainWords.bare(part);
            if (words.isEmpty()) {
                continue;
            }
            int at = text.find(part, end);
            if (at < 0) {
                return Optional.empty();
            }
            begin = begin < 0 ? at : begin;
            end = at + words.length();
        }
        return begin < 0 ? Optional.empty() : Optional.of(new Evidence(turn, text.verbatim(begin, end)));
    }

    Place place(Evidence evidence) {
        PlacedWords text = texts.get(evidence.turn());
        return new Place(evidence.turn(), text == null ? 0 : Math.max(0, text.find(evidence.quote())));
    }

    /** Words of a turn that the recogniser may have got wrong. */
    public static List<Word> unclear(Turn turn) {
        return turn.words().stream()
                .filter(word -> word.confidence() < UNCLEAR_BELOW)
                .toList();
    }

    /** Whether the quote leans on a word that may be another one. Short words are seldom sure and seldom matter. */
    boolean isUnclear(Evidence evidence) {
        Turn turn = leaderTurns.get(evidence.turn());
        if (turn == null) {
            return false;
        }
        List<String> quoted = List.of(PlainWords.bare(evidence.quote()).split(" "));
        return unclear(turn).stream()
                .map(word -> PlainWords.bare(word.text()))
                .anyMatch(word -> word.length() > 2 && quoted.contains(word));
    }
}
