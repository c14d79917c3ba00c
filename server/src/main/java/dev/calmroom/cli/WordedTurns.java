package dev.calmroom.cli;

import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.persona.Understudy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.commons.statistics.descriptive.Quantile;

/** How many of the persona's answers a language model worded, and how soon: what a call comes to in one line. */
final class WordedTurns implements Consumer<SessionEvent> {
    private static final Quantile RANK = Quantile.withDefaults().with(Quantile.EstimationMethod.HF1);

    private final Function<PersonaSpoke, Optional<Duration>> firstWord;
    private final List<Long> firstWords = new ArrayList<>();
    private boolean asked;
    private int answers;
    private int byModel;

    /** @param firstWord after how long a turn's first word was there, where it was measured */
    WordedTurns(Function<PersonaSpoke, Optional<Duration>> firstWord) {
        this.firstWord = firstWord;
    }

    /** What the persona says unasked is nobody's answer, and most of it is authored. */
    @Override
    public void accept(SessionEvent event) {
        if (event instanceof LeaderSpoke) {
            asked = true;
        } else if (event instanceof PersonaSpoke spoke && asked) {
            asked = false;
            answers++;
            byModel += isByModel(spoke) ? 1 : 0;
            firstWord.apply(spoke).map(Duration::toMillis).ifPresent(firstWords::add);
        }
    }

    static boolean isByModel(PersonaSpoke spoke) {
        return !spoke.speaker().equals(Understudy.NAME);
    }

    String line() {
        if (answers == 0) {
            return "nothing was answered";
        }
        String worded = "%d of %d answers were worded by the model (%d %%)"
                .formatted(byModel, answers, Math.round(100.0 * byModel / answers));
        return firstWords.isEmpty()
                ? worded
                : worded + "; first word after %s ms (p50), %s ms (p95)".formatted(percentile(50), percentile(95));
    }

    /** The nearest rank: no time that nobody waited. */
    private String percentile(int share) {
        return milliseconds(Math.round(
                RANK.evaluate(firstWords.stream().mapToDouble(Long::doubleValue).toArray(), share / 100.0)));
    }

    static String milliseconds(long millis) {
        return String.format(Locale.ROOT, "%,d", millis);
    }
}
