package dev.calmroom.scenario;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call that came before this one and is remembered in it.
 *
 * @param scenario of which that call was
 * @param memories what may be remembered of it; the first that holds and has an act gives the first words
 */
public record Earlier(String scenario, List<Memory> memories) {
    public Earlier {
        memories = List.copyOf(memories);
    }

    /**
     * Something that is remembered where all of this is so of the earlier call.
     *
     * @param did one of these rules moved the persona in it: moves of its framework, or others of its emotion file
     * @param didAll each of these did
     * @param didNot none of these did
     * @param ended it ended in one of these ways
     * @param tookLess what followed took less than this, in its night
     * @param tookAtLeast it took as long as this, or longer
     * @param adds by how much each dimension starts otherwise
     * @param act with which act the persona begins; null: as without it
     * @param tells facts that this act tells
     * @param about what it is, in a sentence that the leader is shown before the call
     */
    public record Memory(
            String id,
            List<String> did,
            List<String> didAll,
            List<String> didNot,
            List<String> ended,
            @Nullable Duration tookLess,
            @Nullable Duration tookAtLeast,
            Map<String, Double> adds,
            @Nullable String act,
            List<String> tells,
            String about) {
        public Memory {
            did = List.copyOf(did);
            didAll = List.copyOf(didAll);
            didNot = List.copyOf(didNot);
            ended = List.copyOf(ended);
            adds = new LinkedHashMap<>(adds);
            tells = List.copyOf(tells);
        }
    }
}
