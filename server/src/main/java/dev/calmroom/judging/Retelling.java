package dev.calmroom.judging;

import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A call told otherwise without a change of meaning: its turns reworded, cut in two where a pause might have cut them,
 * or joined where one side only hummed between. Leads quotes back to the words that were really said.
 */
final class Retelling {
    /** A side that says no more than this between two turns of the other may as well have been silent. */
    private static final int HUM_WORDS = 1;
    /** Shorter turns are not cut in two. */
    private static final int CUT_WORDS = 8;

    private static final Pattern SENTENCE_START = Pattern.compile("(?<=[.?!])\\s+(?=\\S)");
    private static final Pattern CLAUSE_START =
            Pattern.compile("\\s+(?=(?:and|but|so|then|or|because|i'll|i'm|we'll)\\s)");

    private final List<Turn> turns = new ArrayList<>();
    private final Map<Integer, List<Piece>> pieces = new LinkedHashMap<>();

    /** @param turn number of the turn that the words come from */
    private record Piece(int turn, RewordedText text) {}

    private Retelling() {}

    /** All ways, the call as it is first; those that come out like an earlier one are left out. */
    static List<Retelling> of(List<Turn> call) {
        List<Retelling> all = new ArrayList<>();
        Stream.concat(Stream.of(Rewording.values()).map(way -> reworded(call, way)), Stream.of(cut(call), joined(call)))
                .filter(way -> all.stream().noneMatch(other -> other.isLike(way)))
                .forEach(all::add);
        return all;
    }

    List<Turn> turns() {
        return turns;
    }

    /**
     * The answer, with every quote in the words and the turn of the call itself. A row of catchwords is no speech,
     * however fluently it is told again: a yes that stands on nothing else is none.
     */
    CriterionResult original(CriterionResult result) {
        List<Evidence> evidence = result.evidence().stream()
                .filter(e -> !isBareList(e.turn()))
                .map(this::original)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        boolean groundless = result.verdict() == Verdict.YES && evidence.isEmpty();
        return groundless
                ? Answers.no(result.id(), Answers.NOT_HEARD)
                : new CriterionResult(result.id(), result.verdict(), result.reason(), evidence, result.votes());
    }

    private boolean isBareList(int turn) {
        return pieces.getOrDefault(turn, List.of()).stream()
                .anyMatch(piece -> HeardTurn.isBareList(piece.text().original()));
    }

    private Optional<Evidence> original(Evidence evidence) {
        return pieces.getOrDefault(evidence.turn(), List.of()).stream()
                .flatMap(piece ->
                        piece
                                .text()
                                .original(evidence.quote())
                                .map(quote -> new Evidence(piece.turn(), quote))
                                .stream())
                .findFirst();
    }

    private boolean isLike(Retelling other) {
        List<String> mine = turns.stream().map(Turn::text).toList();
        return mine.equals(other.turns.stream().map(Turn::text).toList());
    }

    private static Retelling reworded(List<Turn> call, Rewording way) {
        Retelling told = new Retelling();
        for (Turn turn : call) {
            if (turn.isLeader()) {
                told.add(turn, way.of(turn.text()), way == Rewording.AS_IT_IS);
            } else {
                told.add(turn);
            }
        }
        return told;
    }

    private static Retelling cut(List<Turn> call) {
        Retelling told = new Retelling();
        for (Turn turn : call) {
            int at = turn.isLeader() ? middle(turn.text()) : 0;
            if (at > 0) {
                told.add(turn, part(turn.text(), 0, at), false);
                told.add(turn, part(turn.text(), at, turn.text().length()), false);
            } else if (turn.isLeader()) {
                told.add(turn, part(turn.text(), 0, turn.text().length()), true);
            } else {
                told.add(turn);
            }
        }
        return told;
    }

    private static Retelling joined(List<Turn> call) {
        Retelling told = new Retelling();
        for (int i = 0; i < call.size(); i++) {
            Turn turn = call.get(i);
            boolean hums = !turn.isLeader()
                    && i > 0
                    && i + 1 < call.size()
                    && call.get(i - 1).isLeader()
                    && call.get(i + 1).isLeader()
                    && turn.text().strip().split("\\s+").length <= HUM_WORDS
                    && !call.get(i - 1).text().strip().endsWith("?");
            if (hums) {
                told.join(call.get(++i));
            } else if (turn.isLeader()) {
                told.add(turn, part(turn.text(), 0, turn.text().length()), true);
            } else {
                told.add(turn);
            }
        }
        return told;
    }

    private static RewordedText part(String text, int start, int end) {
        return new RewordedText.Builder(text).keep(start, end).build();
    }

    /** Where a turn may be cut: the beginning of a sentence, or of a clause, that is nearest to its middle; else 0. */
    private static int middle(String text) {
        if (text.strip().split("\\s+").length < CUT_WORDS) {
            return 0;
        }
        int best = nearestToMiddle(SENTENCE_START.matcher(text), text.length());
        return best > 0 ? best : nearestToMiddle(CLAUSE_START.matcher(text), text.length());
    }

    private static int nearestToMiddle(Matcher starts, int length) {
        int best = 0;
        while (starts.find()) {
            if (best == 0 || Math.abs(starts.end() - length / 2) < Math.abs(best - length / 2)) {
                best = starts.end();
            }
        }
        return best;
    }

    private void add(Turn turn) {
        turns.add(new Turn(turns.size() + 1, turn.speaker(), turn.text(), turn.words()));
    }

    private void add(Turn turn, RewordedText text, boolean asItIs) {
        int number = turns.size() + 1;
        turns.add(new Turn(number, turn.speaker(), text.text(), asItIs ? turn.words() : List.of()));
        pieces.put(number, new ArrayList<>(List.of(new Piece(turn.number(), text))));
    }

    private void join(Turn turn) {
        Turn before = turns.removeLast();
        turns.add(Turn.of(before.number(), Speaker.LEADER, before.text() + " " + turn.text()));
        Objects.requireNonNull(pieces.get(before.number()))
                .add(new Piece(turn.number(), part(turn.text(), 0, turn.text().length())));
    }
}
