package dev.calmroom.report;

import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.judging.Rubric.Kind;
import dev.calmroom.judging.RubricFolder;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.log.Verdict;
import dev.calmroom.transcript.Turn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a leader who does not know how to go on could say next, by what the framework asks for and has not been heard. */
final class NextMove {
    private final RubricFolder folder;
    private final SaidAlready said;

    NextMove(RubricFolder folder, SaidAlready said) {
        this.folder = folder;
        this.said = said;
    }

    /** @param judge grades what has been said so far, with a seed */
    Optional<Reports.Help> find(CallLog call, BiFunction<List<Turn>, Long, Scorecard> judge) {
        List<Turn> turns = call.conversation();
        String last = turns.stream()
                .filter(Turn::isLeader)
                .reduce((a, b) -> b)
                .map(Turn::text)
                .orElse("");
        Set<String> given =
                call.helps().stream().map(help -> help.event().criterion()).collect(Collectors.toSet());
        List<String> missing =
                missing(turns, judge, call.started().map(SessionStarted::seed).orElse(0L));
        SaidAlready.Memory memory = said.in(turns);
        return Stream.concat(
                        missing.stream().filter(id -> !given.contains(id)),
                        missing.stream().filter(given::contains))
                .flatMap(id -> folder.alternatives().nearest(id, last).map(text -> new Reports.Help(id, text)).stream())
                .filter(help -> !memory.has(help.text(), 0))
                .findFirst();
    }

    private List<String> missing(List<Turn> turns, BiFunction<List<Turn>, Long, Scorecard> judge, long seed) {
        Set<String> met = turns.stream().noneMatch(Turn::isLeader)
                ? Set.of()
                : judge.apply(turns, seed).criteria().stream()
                        .filter(result -> result.verdict() == Verdict.YES)
                        .map(CriterionResult::id)
                        .collect(Collectors.toSet());
        return folder.rubric().criteria().stream()
                .filter(criterion -> criterion.kind() == Kind.OBSERVED)
                .map(Criterion::id)
                .filter(id -> !met.contains(id))
                .toList();
    }
}
