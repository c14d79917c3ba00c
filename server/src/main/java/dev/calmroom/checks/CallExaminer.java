package dev.calmroom.checks;

import dev.calmroom.checks.CheckResult.Miss;
import dev.calmroom.checks.ExaminedCall.WordedTurn;
import dev.calmroom.checks.Statement.When;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.SessionEvent.TurnAppraised;
import dev.calmroom.log.Verdict;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds one statement against one call. */
final class CallExaminer {
    private final Figures figures;
    private final StatementJudge judge;

    CallExaminer(Figures figures, StatementJudge judge) {
        this.figures = figures;
        this.judge = judge;
    }

    /** @return what speaks against it; empty where it holds */
    Optional<Miss> miss(Statement.OfCall statement, ExaminedCall call) {
        return switch (statement) {
            case Statement.Moves moves -> moves(moves, call);
            case Statement.Stands stands -> stands(stands, call);
            case Statement.NotToldBefore early -> notToldBefore(early, call);
            case Statement.Told told -> told(told, call);
            case Statement.ConstantFacts _ ->
                figures.foreign(call)
                        .map(f -> new Miss(call.place(), f.turn(), "a figure that is in no fact: " + f.figures()));
            case Statement.Words words -> words(words, call);
            case Statement.Says says -> says(says, call);
            case Statement.Plays plays -> plays(plays, call);
            case Statement.LeaderMakes makes -> leaderMakes(makes, call);
            case Statement.Ends ends ->
                ends.endings().contains(call.ending()) ? Optional.empty() : atEnd(call, "it ends in " + call.ending());
            case Statement.Scores scores ->
                scores.bounds().hold(call.score()) ? Optional.empty() : atEnd(call, "the score is " + call.score());
            case Statement.Meets meets -> meets(meets, call);
            case Statement.Judged judged -> {
                StatementJudge.Answer answer = judge.ask(judged.statement(), call);
                yield answer.holds() ? Optional.empty() : atEnd(call, answer.because());
            }
        };
    }

    /** @throws IllegalArgumentException for all moments, which have no one value */
    static double value(String dimension, When when, ExaminedCall call) {
        return switch (when) {
            case When.AtEnd _ -> call.lastState().get(dimension);
            case When.AtTurn at -> call.stateAfter(at.turn()).get(dimension);
            case When.Always _ -> throw new IllegalArgumentException("always is no moment");
        };
    }

    private static Optional<Miss> moves(Statement.Moves moves, ExaminedCall call) {
        double start = call.call().curve().getFirst().state().get(moves.dimension());
        double change = value(moves.dimension(), moves.when(), call) - start;
        boolean far = moves.change() < 0
                ? new Bounds(Double.NEGATIVE_INFINITY, moves.change()).hold(change)
                : new Bounds(moves.change(), Double.POSITIVE_INFINITY).hold(change);
        int turn = moves.when() instanceof When.AtTurn at ? at.turn() : 0;
        return far
                ? Optional.empty()
                : Optional.of(new Miss(
                        call.place(),
                        turn,
                        String.format(Locale.ROOT, "%s goes from %.2f by %+.2f", moves.dimension(), start, change)));
    }

    private static Optional<Miss> stands(Statement.Stands stands, ExaminedCall call) {
        if (stands.when() instanceof When.Always) {
            return call.call().curve().stream()
                    .filter(felt -> !stands.bounds().hold(felt.state().get(stands.dimension())))
                    .findFirst()
                    .map(felt -> is(
                            call, stands.dimension(), felt.turn(), felt.state().get(stands.dimension())));
        }
        double value = value(stands.dimension(), stands.when(), call);
        int turn = stands.when() instanceof When.AtTurn at ? at.turn() : 0;
        return stands.bounds().hold(value) ? Optional.empty() : Optional.of(is(call, stands.dimension(), turn, value));
    }

    private static Miss is(ExaminedCall call, String dimension, int turn, double value) {
        return new Miss(call.place(), turn, String.format(Locale.ROOT, "%s is %.2f", dimension, value));
    }

    private static Optional<Miss> notToldBefore(Statement.NotToldBefore early, ExaminedCall call) {
        return call.wordings().stream()
                .filter(w -> w.facts().contains(early.fact()))
                .findFirst()
                .filter(w -> reached(early, call, w) < early.level())
                .map(w -> new Miss(
                        call.place(),
                        w.turn(),
                        String.format(
                                Locale.ROOT, "told while %s was %.2f", early.dimension(), reached(early, call, w))));
    }

    /** The highest that the dimension has been before the turn: what was trusted once may be told later. */
    private static double reached(Statement.NotToldBefore early, ExaminedCall call, WordedTurn turn) {
        return call.call().curve().stream()
                .filter(felt -> felt.turn() < turn.turn())
                .map(PlayedCall.Point::state)
                .mapToDouble(state -> state.get(early.dimension()))
                .max()
                .orElse(0);
    }

    private static Optional<Miss> told(Statement.Told told, ExaminedCall call) {
        Optional<WordedTurn> first = call.wordings().stream()
                .filter(w -> w.facts().contains(told.fact()))
                .findFirst();
        if (!told.wanted()) {
            return first.map(w -> new Miss(call.place(), w.turn(), "told"));
        }
        boolean inTime = first.isPresent()
                && (told.untilTurn().isEmpty()
                        || first.get().turn() <= told.untilTurn().get());
        return inTime
                ? Optional.empty()
                : Optional.of(new Miss(
                        call.place(),
                        first.map(WordedTurn::turn).orElse(0),
                        first.isPresent() ? "told later" : "not told"));
    }

    private static Optional<Miss> words(Statement.Words words, ExaminedCall call) {
        return call.personaTurns().stream()
                .filter(turn -> !words.bounds().hold(count(turn.text())))
                .findFirst()
                .map(turn -> new Miss(
                        call.place(), turn.turn(), "%d words: «%s»".formatted(count(turn.text()), turn.text())));
    }

    private static int count(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static Optional<Miss> says(Statement.Says says, ExaminedCall call) {
        Optional<PersonaSpoke> found = call.personaTurns().stream()
                .filter(turn -> says.patterns().stream()
                        .anyMatch(p -> p.matcher(turn.text()).find()))
                .findFirst();
        if (says.wanted()) {
            return found.isPresent() ? Optional.empty() : atEnd(call, "nothing of the kind is said");
        }
        return found.map(turn -> new Miss(call.place(), turn.turn(), "«%s»".formatted(turn.text())));
    }

    private static Optional<Miss> plays(Statement.Plays plays, ExaminedCall call) {
        Optional<PersonaSpoke> found = call.personaTurns().stream()
                .filter(turn -> turn.act().equals(plays.act()))
                .findFirst();
        if (plays.wanted()) {
            String played = call.personaTurns().stream()
                    .map(PersonaSpoke::act)
                    .distinct()
                    .collect(Collectors.joining(", "));
            return found.isPresent() ? Optional.empty() : atEnd(call, "plays " + played);
        }
        return found.map(turn -> new Miss(call.place(), turn.turn(), "plays it: «%s»".formatted(turn.text())));
    }

    private static Optional<Miss> leaderMakes(Statement.LeaderMakes makes, ExaminedCall call) {
        long turns = call.call().all(TurnAppraised.class).stream()
                .filter(a -> a.moves().stream().anyMatch(m -> m.move().equals(makes.move())))
                .count();
        return makes.turns().hold((double) turns)
                ? Optional.empty()
                : atEnd(
                        call,
                        "made in %d of %d turns"
                                .formatted(
                                        turns,
                                        call.call().all(LeaderSpoke.class).size()));
    }

    private static Optional<Miss> meets(Statement.Meets meets, ExaminedCall call) {
        Verdict verdict = call.verdicts().getOrDefault(meets.criterion(), Verdict.NO);
        return (verdict == Verdict.YES) == meets.wanted()
                ? Optional.empty()
                : atEnd(call, "the judge says " + verdict.name().toLowerCase(Locale.ROOT));
    }

    private static Optional<Miss> atEnd(ExaminedCall call, String because) {
        return Optional.of(new Miss(call.place(), 0, because));
    }
}
