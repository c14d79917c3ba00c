package dev.calmroom.appraisal;

import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hears the same words once: a call's lines are appraised again when it is graded, and again each time that its report
 * plays it otherwise. What was asked for longest ago is forgotten first.
 */
public final class RememberingAppraiser implements Appraiser {
    /** A few dozen calls' worth of turns, each as a grader rewords it. */
    private static final int MOST = 6_000;

    private final Appraiser appraiser;
    private final Map<Asked, Appraisal> heard = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asked, Appraisal> eldest) {
            return size() > MOST;
        }
    });

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
        Asked asked = Asked.of(turn, before);
        Appraisal known = heard.get(asked);
        if (known != null) {
            return known;
        }
        Appraisal fresh = appraiser.appraise(turn, before);
        heard.put(asked, fresh);
        return fresh;
    }
}
