package dev.calmroom.judging;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.Move;
import dev.calmroom.appraisal.ReadTurn;
import dev.calmroom.appraisal.Sign;
import dev.calmroom.judging.CriterionHeads.Head;
import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.judging.Rubric.Kind;
import dev.calmroom.judging.Votes.Heads;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.scenario.PromptFile;
import dev.calmroom.transcript.Turn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Harm is heard twice before it is felt. An appraiser reads a longer turn without what stood before it, so that an
 * innocent «and who saw it?» can pass for a search for the culprit; the framework's heads read the same words behind the
 * persona's. A move in which a trap is heard stays only where they do not plainly hear otherwise. They never add one.
 */
public final class SecondHearing {
    private final List<Trap> traps;
    private final String fallback;
    private final double least;

    private SecondHearing(List<Trap> traps, String fallback, double least) {
        this.traps = List.copyOf(traps);
        this.fallback = fallback;
        this.least = least;
    }

    /**
     * @param prompts the folder {@code prompts}
     * @return where the framework ships no heads nothing is doubted
     * @throws dev.calmroom.scenario.InvalidPromptsException when its files cannot be used
     */
    public static SecondHearing of(Path prompts, String framework) {
        Path folder = prompts.resolve("frameworks").resolve(framework);
        if (!Files.exists(folder.resolve(CriterionHeads.FILE))) {
            return new SecondHearing(List.of(), "", 0);
        }
        Rubric rubric = RubricFolder.file(folder.resolve("framework.yaml"), Rubric.class);
        Map<String, Head> criteria = CriterionHeads.read(folder, rubric).criteria();
        Heads bars = PromptFile.read(folder.resolve("votes.yaml"), "votes")
                .as(Votes.class)
                .heads();
        List<Trap> traps = new ArrayList<>();
        for (Criterion criterion : rubric.criteria()) {
            Head head = criteria.get(criterion.id());
            if (bars != null && head != null && criterion.kind() == Kind.TRAP) {
                traps.add(new Trap(criterion.id(), Set.copyOf(criterion.moves()), head));
            }
        }
        String fallback = new FrameworkFiles(prompts).load(framework).fallback().id();
        return new SecondHearing(traps, fallback, bars == null ? 0 : bars.felt());
    }

    /** What harms, and how the heads hear it. */
    private record Trap(String criterion, Set<String> moves, Head head) {}

    /** Whether something was heard that has to be heard again. */
    public boolean isNeeded(Appraisal first) {
        return first.moves().stream()
                .map(Move::move)
                .anyMatch(move -> traps.stream().anyMatch(trap -> trap.moves().contains(move)));
    }

    /** The same appraiser, whose traps are heard again. */
    public Appraiser over(Appraiser appraiser) {
        return traps.isEmpty() ? appraiser : new Twice(appraiser, this);
    }

    /**
     * What is left of it.
     *
     * @param appraiser has an encoder; without one nothing is doubted
     */
    public Appraisal again(Appraisal first, Appraiser appraiser, Turn turn, List<Turn> before) {
        if (!isNeeded(first)) {
            return first;
        }
        return appraiser
                .read(turn, said(before))
                .map(words -> traps.stream()
                        .filter(trap -> clearest(trap.head(), words) < least)
                        .toList())
                .filter(unheard -> !unheard.isEmpty())
                .map(unheard -> without(unheard, first, turn))
                .orElse(first);
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

    private Appraisal without(List<Trap> unheard, Appraisal first, Turn turn) {
        List<Move> moves = first.moves().stream()
                .filter(move -> unheard.stream().noneMatch(trap -> trap.moves().contains(move.move())))
                .toList();
        List<Sign> signs = first.signs().stream()
                .filter(sign ->
                        unheard.stream().noneMatch(trap -> trap.criterion().equals(sign.criterion())))
                .toList();
        return new Appraisal(moves.isEmpty() ? List.of(new Move(fallback, turn.text(), 0.5, 0.5)) : moves, signs);
    }

    private record Twice(Appraiser appraiser, SecondHearing second) implements Appraiser {
        @Override
        public Appraisal appraise(Turn turn, List<Turn> before) {
            return second.again(appraiser.appraise(turn, before), appraiser, turn, before);
        }

        @Override
        public Optional<ReadTurn> read(Turn turn, String said) {
            return appraiser.read(turn, said);
        }
    }
}
