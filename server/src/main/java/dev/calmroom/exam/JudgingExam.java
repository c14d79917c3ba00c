package dev.calmroom.exam;

import dev.calmroom.judging.Agreement;
import dev.calmroom.judging.Agreement.Pair;
import dev.calmroom.judging.Grader;
import dev.calmroom.judging.JudgeFailedException;
import dev.calmroom.judging.JudgeListener;
import dev.calmroom.judging.LabelledCall;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Lets a model judge calls that people have labelled, and the built-in judge the same. */
public final class JudgingExam {
    private static final long SEED = 1;

    private final Grader model;
    private final Grader builtIn;

    /** Both of the same framework. */
    public JudgingExam(Grader model, Grader builtIn) {
        this.model = model;
        this.builtIn = builtIn;
    }

    /** @param done told of each call when it is graded, with a line for people */
    public JudgingMarks take(List<LabelledCall> calls, Consumer<String> done) {
        List<Pair> byModel = new ArrayList<>();
        List<Pair> byBuiltIn = new ArrayList<>();
        int failed = 0;
        for (LabelledCall call : calls) {
            byBuiltIn.addAll(pairs(call, verdicts(builtIn, call)));
            Map<String, Verdict> answers;
            String note = "graded";
            try {
                answers = verdicts(model, call);
            } catch (JudgeFailedException e) {
                failed++;
                answers = Map.of();
                note = e.getMessage();
            }
            byModel.addAll(pairs(call, answers));
            done.accept("%s: %s".formatted(call.name(), note));
        }
        return new JudgingMarks(
                calls.size(),
                failed,
                Agreement.of(byModel).kappa(),
                Agreement.of(byBuiltIn).kappa());
    }

    private static Map<String, Verdict> verdicts(Grader grader, LabelledCall call) {
        return grader.grade(call.turns(), SEED, "an exam", JudgeListener.NOBODY).criteria().stream()
                .collect(Collectors.toMap(CriterionResult::id, CriterionResult::verdict));
    }

    /** What could not be graded is no agreement with anything. */
    private static List<Pair> pairs(LabelledCall call, Map<String, Verdict> answers) {
        return call.labels().stream()
                .map(label -> new Pair(label.verdict(), answers.getOrDefault(label.id(), Verdict.UNSURE)))
                .toList();
    }
}
