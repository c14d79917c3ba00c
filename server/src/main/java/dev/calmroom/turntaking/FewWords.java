package dev.calmroom.turntaking;

import java.util.List;
import java.util.Optional;

/**
 * «I believe you.» «Which table?» «Breathe.» What was learned of endings was learned of whole sentences for the most part,
 * and takes a few words for the beginning of one.
 */
final class FewWords implements EndOfTurnStrategy {

    @Override
    public Optional<Opinion> judge(TurnSoFar hearing) {
        List<String> words = TurnLexicon.words(hearing.text());
        return words.isEmpty() || words.size() > EndingSigns.FITTED.few()
                ? Optional.empty()
                : Optional.of(new Opinion.Evidence(
                        "few-words",
                        "'%s' may be all".formatted(String.join(" ", words)),
                        EndingSigns.FITTED.fewWords()));
    }
}
