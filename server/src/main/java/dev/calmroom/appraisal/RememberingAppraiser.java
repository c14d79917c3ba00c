package dev.calmroom.appraisal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import java.util.List;

/**
 * Hears the same words once: a call's lines are appraised again when it is graded, and again each time that its report
 * plays it otherwise. What is asked for seldom is forgotten first.
 */
public final class RememberingAppraiser implements Appraiser {
    /** A few dozen calls' worth of turns, each as a grader rewords it. */
    private static final int MOST = 6_000;

    private final Appraiser appraiser;
    private final Cache<Asked, Appraisal> heard =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** @param appraiser one that looks back no further than the turn before */
    public RememberingAppraiser(Appraiser appraiser) {
        this.appraiser = appraiser;
    }

    private record Asked(String text, List<Word> words, boolean answers, String before) {
        static Asked of(Turn turn, List<Turn> before) {
            return before.isEmpty()
                    ? new Asked(turn.text(), turn.words(), false, "")
                    : new Asked(
                            turn.text(),
                            turn.words(),
                            !before.getLast().isLeader(),
                            before.getLast().text());
        }
    }

    @Override
    public Appraisal appraise(Turn turn, List<Turn> before) {
        return heard.get(Asked.of(turn, before), asked -> appraiser.appraise(turn, before));
    }
}
