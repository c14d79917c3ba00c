package dev.calmroom.judging;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.judging.HeardTurn.Sentence;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Verdict;
import dev.calmroom.text.PlainWords;
import dev.calmroom.transcript.Turn;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A judge whose proofs have to be words of the call: what was said to whoever grades it, and rows of catchwords, prove
 * nothing, whoever was persuaded by them. A language model may do as a transcript tells it; its proof shows that it did.
 */
final class ProofFromTheCall implements Judge {
    private final Judge judge;
    private final Phrases phrases;

    ProofFromTheCall(Judge judge, ListeningRules rules) {
        this.judge = judge;
        this.phrases = new Phrases(rules);
    }

    @Override
    public String name() {
        return judge.name();
    }

    @Override
    public int steps() {
        return judge.steps();
    }

    @Override
    public List<CriterionResult> judge(List<Turn> call, long seed, JudgeListener listener) {
        Map<Integer, HeardTurn> turns = call.stream()
                .filter(Turn::isLeader)
                .map(turn -> new HeardTurn(turn, new Appraisal(List.of(), List.of()), "", ""))
                .collect(Collectors.toMap(HeardTurn::number, Function.identity()));
        return judge.judge(call, seed, listener).stream()
                .map(result -> proven(result, turns))
                .toList();
    }

    private CriterionResult proven(CriterionResult result, Map<Integer, HeardTurn> turns) {
        List<Evidence> proof = result.evidence().stream()
                .filter(evidence -> isOfTheCall(evidence, turns.get(evidence.turn())))
                .toList();
        if (proof.size() == result.evidence().size()) {
            return result;
        }
        return proof.isEmpty() && result.verdict() == Verdict.YES
                ? new CriterionResult(
                        result.id(),
                        Verdict.NO,
                        "What was given as proof was said to whoever grades the call, or was no speech.",
                        List.of(),
                        result.votes())
                : new CriterionResult(result.id(), result.verdict(), result.reason(), proof, result.votes());
    }

    private boolean isOfTheCall(Evidence evidence, @Nullable HeardTurn turn) {
        if (turn == null) {
            return true;
        }
        int from = turn.sentenceOf(evidence.quote()).map(Sentence::start).orElse(0);
        int to = from + PlainWords.bare(evidence.quote()).length();
        return !turn.isBareList()
                && turn.sentences().stream()
                        .filter(sentence ->
                                sentence.start() + sentence.normal().length() > from && sentence.start() <= to)
                        .noneMatch(phrases::speaksAboutTheCall);
    }
}
