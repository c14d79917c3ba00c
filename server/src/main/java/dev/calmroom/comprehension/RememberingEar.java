package dev.calmroom.comprehension;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hears the same words once: simulated leaders say them in many calls, a report plays its call again and again, and what
 * words ask for depends on nothing else. What was heard longest ago is forgotten first.
 */
public final class RememberingEar implements Ear {
    private static final int MOST = 1_000;

    private final Ear ear;
    private final Map<Said, Reading> heard = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Said, Reading> eldest) {
            return size() > MOST;
        }
    });

    public RememberingEar(Ear ear) {
        this.ear = ear;
    }

    @Override
    public Reading read(String leaderWords, Before before) {
        Said said = new Said(leaderWords, before);
        Reading known = heard.get(said);
        if (known != null) {
            return known;
        }
        Reading fresh = ear.read(leaderWords, before);
        heard.put(said, fresh);
        return fresh;
    }

    private record Said(String words, Before before) {}
}
