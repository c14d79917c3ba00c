package dev.calmroom.appraisal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import java.util.List;
import java.util.Optional;

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

    /** @param appraiser one that goes by the turn and its {@linkplain LearnedAppraiser#context context} alone */
    public RememberingAppraiser(Appraiser appraiser) {
        this.appraiser = appraiser;
    }

    /** Played with another seed, most of a call is said after other words of the persona's, and does the same. */
    private record Asked(String text, List<Word> words, String context) {}

    @Override
    public Appraisal appraise(Turn turn, List<Turn> before) {
        Asked asked = new Asked(turn.text(), turn.words(), LearnedAppraiser.context(turn, before));
        return heard.get(asked, unheard -> appraiser.appraise(turn, before));
    }

    @Override
    public Optional<ReadTurn> read(Turn turn, String said) {
        return appraiser.read(turn, said);
    }
}
