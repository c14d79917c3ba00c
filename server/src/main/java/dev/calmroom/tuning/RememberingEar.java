package dev.calmroom.tuning;

import dev.calmroom.persona.Ear;
import dev.calmroom.persona.Hearing;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hears the same words once: simulated leaders say them in many calls, and what words ask for depends on nothing else. */
final class RememberingEar implements Ear {
    private final Ear ear;
    private final Map<String, Hearing> heard = new ConcurrentHashMap<>();

    RememberingEar(Ear ear) {
        this.ear = ear;
    }

    @Override
    public Hearing hear(String leaderWords) {
        return heard.computeIfAbsent(leaderWords, ear::hear);
    }
}
