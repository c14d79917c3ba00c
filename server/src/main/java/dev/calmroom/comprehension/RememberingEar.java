package dev.calmroom.comprehension;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;

/**
 * Hears the same words once: simulated leaders say them in many calls, a report plays its call again and again, and what
 * words ask for depends on nothing else. What is heard seldom is forgotten first.
 */
public final class RememberingEar implements Ear {
    private static final int MOST = 1_000;

    private final Ear ear;
    private final Cache<Said, Reading> heard =
            Caffeine.newBuilder().maximumSize(MOST).build();

    public RememberingEar(Ear ear) {
        this.ear = ear;
    }

    @Override
    public Reading read(String leaderWords, Before before) {
        return heard.get(new Said(leaderWords, before), said -> ear.read(leaderWords, before));
    }

    @Override
    public List<String> naming(List<String> sentences, Before before) {
        return ear.naming(sentences, before);
    }

    private record Said(String words, Before before) {}
}
