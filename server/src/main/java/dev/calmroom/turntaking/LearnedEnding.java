package dev.calmroom.turntaking;

import java.util.List;
import java.util.Optional;

/** What whole turns, and the hesitations in them, have taught about where turns end. */
final class LearnedEnding implements EndOfTurnStrategy {
    private final EndingModel model;

    LearnedEnding(EndingModel model) {
        this.model = model;
    }

    @Override
    public Optional<Opinion> judge(TurnSoFar hearing) {
        List<String> words = hearing.withDoubts();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        double logOdds = model.logOdds(words);
        double percent = 100 / (1 + Math.exp(-logOdds));
        String end = String.join(" ", words.subList(Math.max(0, words.size() - 3), words.size()));
        return Optional.of(new Opinion.Evidence(
                "learned-ending",
                "'… %s' ends a turn in %s %% of such places"
                        .formatted(end, percent < 1 ? "less than 1" : Math.round(percent)),
                logOdds));
    }
}
