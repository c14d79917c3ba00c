package dev.calmroom.swap;

import dev.calmroom.judging.StreamedChat;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.replay.Leader;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.Plot;
import dev.calmroom.tuning.ModelLeader;
import dev.calmroom.tuning.SimulatedLeader;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who can lead where the seats are swapped: the authored leaders of a scenario, as their files stand now. */
public final class Leaders {
    private final Path prompts;
    private final Optional<LanguageModel> model;

    /** @param model plays those that have a brief in place of a script; empty: they are not there */
    public Leaders(Path prompts, Optional<LanguageModel> model) {
        this.prompts = prompts;
        this.model = model;
    }

    /**
     * Those that are offered, the good ones first.
     *
     * @throws dev.calmroom.scenario.InvalidPromptsException when a leader's file cannot be used
     */
    public List<LeaderScript> offered(String scenario) {
        return all(scenario).stream()
                .filter(leader -> leader.seat() != null)
                .sorted(Comparator.comparing(LeaderScript::leads))
                .toList();
    }

    private List<LeaderScript> all(String scenario) {
        return LeaderScript.readEvery(prompts, scenario).stream()
                .filter(leader -> model.isPresent() || !leader.isPlayedByModel())
                .toList();
    }

    /**
     * One of a scenario's leaders, also of those that are written for tuning alone.
     *
     * @throws IllegalArgumentException when there is none of that name, or no model to play it; says who there is
     */
    public LeaderScript named(String scenario, String id) {
        return all(scenario).stream()
                .filter(leader -> leader.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(notThere(scenario, id)));
    }

    private String notThere(String scenario, String id) {
        boolean wantsModel = LeaderScript.readEvery(prompts, scenario).stream()
                .anyMatch(leader -> leader.id().equals(id));
        return wantsModel
                ? "the leader '%s' is played by a language model, and none is configured: set CALMROOM_LLM_BASE_URL and CALMROOM_LLM_MODEL"
                        .formatted(id)
                : "there is no leader '%s' for '%s'; there are %s"
                        .formatted(
                                id,
                                scenario,
                                all(scenario).stream().map(LeaderScript::id).collect(Collectors.joining(", ")));
    }

    /** @param seed which of several wordings a script uses comes from it */
    public Leader play(LeaderScript script, Plot plot, long seed) {
        return script.isPlayedByModel()
                ? new ModelLeader(script, prompts, plot, new StreamedChat(model.orElseThrow()), seed)
                : new SimulatedLeader(script, seed);
    }

    /** What the log says of such a call. */
    public static Circumstances.Swapped swapped(LeaderScript script) {
        return new Circumstances.Swapped(script.id(), script.title());
    }
}
