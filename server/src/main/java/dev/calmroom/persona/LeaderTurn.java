package dev.calmroom.persona;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Move;
import dev.calmroom.appraisal.Sign;
import dev.calmroom.comprehension.Ask;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.comprehension.Sought;
import dev.calmroom.comprehension.TurnReading;
import dev.calmroom.text.PlainWords;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The leader's last turn as the director knows it.
 *
 * @param text the leader's words
 * @param appraisal what they do
 * @param topics ids of the scenario's topics that they are about
 * @param options ids of the scenario's ways out that they name
 * @param reading what each part of them does and asks for
 * @param cutShort the leader has not finished: the persona cuts in
 */
public record LeaderTurn(
        String text, Appraisal appraisal, Set<String> topics, Set<String> options, Reading reading, boolean cutShort) {
    /** The leader has said nothing yet, or nothing that is answered now. */
    public static final LeaderTurn NOTHING =
            new LeaderTurn("", new Appraisal(List.of(), List.of()), Set.of(), Set.of(), Reading.NOTHING, false);

    public LeaderTurn {
        topics = Set.copyOf(topics);
        options = Set.copyOf(options);
    }

    /** What they ask for, as a whole. */
    public TurnReading hearing() {
        return reading.turn();
    }

    public boolean offRole() {
        return hearing().offRole() != TurnReading.OffRole.NONE;
    }

    /** Whether several things are asked that have an answer. */
    boolean asksSeveral() {
        return reading.asks().stream().filter(ask -> !ask.facts().isEmpty()).count() > 1;
    }

    /** What the turn asks and neither a fact nor the memory of the call answers, verbatim, in its order. */
    public List<String> unanswered() {
        return withoutAnswer().map(Ask::quote).toList();
    }

    /**
     * What the turn asks and gets no answer to, though there is one, because other parts of it get theirs; verbatim.
     *
     * @param told facts that the answer tells
     * @param known whether a fact may be told now
     */
    public List<String> leftOut(List<String> told, Predicate<String> known) {
        boolean answers =
                reading.asks().stream().anyMatch(ask -> ask.facts().stream().anyMatch(told::contains));
        return reading.asks().stream()
                .filter(ask -> answers && ask.facts().stream().noneMatch(told::contains))
                .filter(ask -> ask.facts().stream().anyMatch(known))
                .map(Ask::quote)
                .toList();
    }

    private Stream<Ask> withoutAnswer() {
        return reading.asks().stream()
                .filter(ask -> ask.facts().isEmpty())
                .filter(ask -> !(ask.best().what() instanceof Sought.Beside beside && beside.isMemory()));
    }

    /** Whether a part of it has no answer, and something else in it is answered or taken up. A mere «is it?» is none. */
    boolean asksBesideForUnknown() {
        boolean unknown = withoutAnswer().anyMatch(ask -> ask.kind() != Ask.Kind.YES_NO);
        boolean other = !hearing().facts().isEmpty() || !hearing().onlyAsks();
        return unknown && other;
    }

    boolean makes(String move) {
        return appraisal.moves().stream().map(Move::move).anyMatch(move::equals);
    }

    boolean speaksFor(String criterion) {
        return appraisal.signs().stream().map(Sign::criterion).anyMatch(criterion::equals);
    }

    long differentMoves() {
        return appraisal.moves().stream().map(Move::move).distinct().count();
    }

    int words() {
        return PlainWords.count(text);
    }
}
