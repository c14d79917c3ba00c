package dev.calmroom.tuning;

import dev.calmroom.log.EndReason;
import dev.calmroom.replay.Leader;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.LeaderScript.Beat;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Plays a leader's script in one call; which of several wordings is used is chance, from the seed. */
public final class SimulatedLeader implements Leader {
    private final LeaderScript script;
    private final SplittableRandom chance;
    private final Iterator<Beat> beats;
    private final Set<String> said = new HashSet<>();
    private int answered;

    public SimulatedLeader(LeaderScript script, long seed) {
        this.script = script;
        this.chance = new SplittableRandom(seed * 31 + script.id().hashCode());
        this.beats = script.script().iterator();
    }

    @Override
    public Action next(Scene scene) {
        boolean newTurn = scene.conversation().size() > answered;
        answered = scene.conversation().size();
        Optional<String> reaction = newTurn ? reaction(scene) : Optional.empty();
        if (reaction.isPresent()) {
            said.add(reaction.get());
            return new Action.Says(reaction.get(), Duration.ZERO);
        }
        if (!beats.hasNext()) {
            return new Action.HangsUp(EndReason.HUNG_UP);
        }
        Beat beat = beats.next();
        return beat.silence() != null
                ? new Action.IsSilent(beat.silence())
                : new Action.Says(one(beat.says()), Duration.ZERO);
    }

    private Optional<String> reaction(Scene scene) {
        return script.reactions().stream()
                .filter(r -> r.to().isEmpty() || r.to().contains(scene.act()))
                .filter(r ->
                        r.when() == null || r.when().holds(felt -> scene.feels().getOrDefault(felt, Double.NaN)))
                .map(r -> r.says().stream().filter(line -> !said.contains(line)).toList())
                .filter(lines -> !lines.isEmpty())
                .findFirst()
                .map(this::one);
    }

    private String one(List<String> lines) {
        return lines.get(chance.nextInt(lines.size()));
    }
}
