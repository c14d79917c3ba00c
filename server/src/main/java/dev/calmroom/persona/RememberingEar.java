package dev.calmroom.persona;

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
    private final Map<String, Hearing> heard = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Hearing> eldest) {
            return size() > MOST;
        }
    });

    public RememberingEar(Ear ear) {
        this.ear = ear;
    }

    @Override
    public Hearing hear(String leaderWords) {
        Hearing known = heard.get(leaderWords);
        if (known != null) {
            return known;
        }
        Hearing fresh = ear.hear(leaderWords);
        heard.put(leaderWords, fresh);
        return fresh;
    }
}
