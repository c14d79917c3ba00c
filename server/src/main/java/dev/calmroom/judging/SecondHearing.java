package dev.calmroom.judging;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.LearnedAppraiser;
import dev.calmroom.appraisal.Move;
import dev.calmroom.appraisal.ReadTurn;
import dev.calmroom.appraisal.Sign;
import dev.calmroom.judging.CriterionHeads.Head;
import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.judging.Rubric.Kind;
import dev.calmroom.judging.Votes.Heads;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.transcript.Turn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Help and harm are heard twice before they are felt. An appraiser reads a longer turn without what stood before it, and
 * has to call it something: an innocent «and who saw it?» can pass for a search for the culprit, «at funerals I'm a menace»
 * for ruling out blame. The framework's heads read the same words behind the persona's. A move that carries criteria stays
 * only where they do not plainly hear that it carries none of these. They never add one. Help in a few words, which the
 * appraiser reads as an answer anyway, is not doubted.
 */
public final class SecondHearing {
    private final List<Carried> criteria;
    private final String fallback;

    private SecondHearing(List<Carried> criteria, String fallback) {
        this.criteria = List.copyOf(criteria);
        this.fallback = fallback;
    }

    /**
     * @param prompts the folder {@code prompts}
     * @return where the framework ships no heads nothing is doubted
     * @throws dev.calmroom.scenario.InvalidPromptsException when its files cannot be used
     */
    public static SecondHearing of(Path prompts, String framework) {
        Path folder = prompts.resolve("frameworks").resolve(framework);
        if (!Files.exists(folder.resolve(CriterionHeads.FILE))) {
            return new SecondHearing(List.of(), "");
        }
        Rubric rubric = RubricFolder.file(folder.resolve("framework.yaml"), Rubric.class);
        Map<String, Head> heads = CriterionHeads.read(folder, rubric).criteria();
        Heads bars = RubricFolder.votes(folder).as(Votes.class).heads();
        List<Carried> criteria = bars == null ? List.of() : doubted(rubric, heads, bars);
        String fallback = new FrameworkFiles(prompts).load(framework).fallback().id();
        return new SecondHearing(criteria, fallback);
    }

    private static List<Carried> doubted(Rubric rubric, Map<String, Head> heads, Heads bars) {
        Set<String> believed = rubric.criteria().stream()
                .filter(criterion -> bars.undoubted().contains(criterion.id()))
                .flatMap(criterion -> criterion.moves().stream())
                .collect(Collectors.toUnmodifiableSet());
        List<Carried> criteria = new ArrayList<>();
        for (Criterion criterion : rubric.criteria()) {
            Head head = heads.get(criterion.id());
            boolean harm = criterion.kind() == Kind.TRAP;
            Double least = harm ? Double.valueOf(bars.felt()) : bars.helps();
            Set<String> moves = criterion.moves().stream()
                    .filter(move -> !believed.contains(move))
                    .collect(Collectors.toUnmodifiableSet());
            if (head != null && least != null && !moves.isEmpty()) {
                criteria.add(new Carried(criterion.id(), moves, head, harm, least));
            }
        }
        return criteria;
    }

    /**
     * A criterion or a trap, the moves that carry it, and how the heads hear it.
     *
     * @param least log-odds from which on it is heard
     */
    private record Carried(String criterion, Set<String> moves, Head head, boolean harm, double least) {}

    /** Only harm is heard again: for a grader, which weighs help with votes and with these heads itself. */
    public SecondHearing ofHarm() {
        return new SecondHearing(criteria.stream().filter(Carried::harm).toList(), fallback);
    }

    /** Whether something was heard that has to be heard again. */
    public boolean isNeeded(Appraisal first, Turn turn) {
        return first.moves().stream()
                .anyMatch(move -> !carriedBy(move.move(), turn).isEmpty());
    }

    private List<Carried> carriedBy(String move, Turn turn) {
        return criteria.stream()
                .filter(criterion -> criterion.harm() || !LearnedAppraiser.isAnswer(turn))
                .filter(criterion -> criterion.moves().contains(move))
                .toList();
    }

    /** The same appraiser, heard again. */
    public Appraiser over(Appraiser appraiser) {
        return criteria.isEmpty() ? appraiser : new Twice(appraiser, this);
    }

    /**
     * What is left of it.
     *
     * @param appraiser has an encoder; without one nothing is doubted
     */
    public Appraisal again(Appraisal first, Appraiser appraiser, Turn turn, List<Turn> before) {
        if (!isNeeded(first, turn)) {
            return first;
        }
        return appraiser
                .read(turn, said(before))
                .map(words -> without(unheard(first, words, turn), first, turn))
                .orElse(first);
    }

    /** Moves of which none of the criteria is heard again. */
    private Set<String> unheard(Appraisal first, ReadTurn words, Turn turn) {
        return first.moves().stream()
                .map(Move::move)
                .filter(move -> !carriedBy(move, turn).isEmpty())
                .filter(move -> carriedBy(move, turn).stream().allMatch(it -> clearest(it.head(), words) < it.least()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What the persona said last: all of the call that a second hearing goes by, beside the turn itself. */
    public static String said(List<Turn> before) {
        return before.isEmpty() || before.getLast().isLeader()
                ? ""
                : before.getLast().text();
    }

    private static double clearest(Head head, ReadTurn words) {
        return words.stretches().stream()
                .mapToDouble(stretch -> head.logit(words.mean(stretch.start(), stretch.end())))
                .max()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private Appraisal without(Set<String> unheard, Appraisal first, Turn turn) {
        if (unheard.isEmpty()) {
            return first;
        }
        List<Move> moves = first.moves().stream()
                .filter(move -> !unheard.contains(move.move()))
                .toList();
        Set<String> dropped = criteria.stream()
                .filter(it -> it.moves().stream().anyMatch(unheard::contains))
                .filter(it -> moves.stream().map(Move::move).noneMatch(it.moves()::contains))
                .map(Carried::criterion)
                .collect(Collectors.toUnmodifiableSet());
        List<Sign> signs = first.signs().stream()
                .filter(sign -> !dropped.contains(sign.criterion()))
                .toList();
        return new Appraisal(moves.isEmpty() ? List.of(new Move(fallback, turn.text(), 0.5, 0.5)) : moves, signs);
    }

    private record Twice(Appraiser appraiser, SecondHearing second) implements Appraiser {
        @Override
        public Appraisal appraise(Turn turn, List<Turn> before) {
            return second.again(appraiser.appraise(turn, before), appraiser, turn, before);
        }

        @Override
        public Appraiser forGrading() {
            return new Twice(appraiser, second.ofHarm());
        }

        @Override
        public Optional<ReadTurn> read(Turn turn, String said) {
            return appraiser.read(turn, said);
        }
    }
}
