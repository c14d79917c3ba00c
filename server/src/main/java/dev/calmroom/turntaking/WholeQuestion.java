package dev.calmroom.turntaking;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A question that has its words is waiting for its answer: there is no reason to wait longer than people do. */
final class WholeQuestion implements EndOfTurnStrategy {
    private static final Duration CERTAIN = Duration.ofMillis(200);
    private static final Duration SHORT = Duration.ofMillis(320);
    private static final Duration OPEN = Duration.ofMillis(480);

    private final TurnLexicon lexicon;

    WholeQuestion(TurnLexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public Optional<Opinion> judge(Hearing hearing) {
        List<String> words = TurnLexicon.words(hearing.text());
        return Questions.last(lexicon, words)
                .filter(question -> question.size() >= 3)
                .map(question -> new Opinion.Finished(
                        "whole-question", "asks '%s …'".formatted(head(question)), patience(question)));
    }

    private Duration patience(List<String> question) {
        if (lexicon.ending("expects-more", question).isPresent()) {
            return OPEN;
        }
        return question.size() >= 4 ? CERTAIN : SHORT;
    }

    private static String head(List<String> question) {
        return String.join(" ", question.subList(0, 2));
    }
}
