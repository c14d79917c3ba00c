package dev.calmroom.authoring;

import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent.EmotionShifted;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.replay.Players;
import dev.calmroom.scenario.Condition;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.PromptFile;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.tuning.Simulation;
import dev.calmroom.tuning.Simulation.SimulatedCall;
import dev.calmroom.tuning.Troupe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Lets the simulated leaders call, and says which endings and which feelings none of them came to. */
final class ReachedBySimulation {
    private final Path prompts;
    private final Troupe troupe;
    private final int seeds;
    private final Consumer<String> progress;

    ReachedBySimulation(Path prompts, Troupe troupe, int seeds, Consumer<String> progress) {
        this.prompts = prompts;
        this.troupe = troupe;
        this.seeds = seeds;
        this.progress = progress;
    }

    /** @param known places of which it was said already that they can never be reached */
    List<Problem> problems(Scenario scenario, PromptFile plot, Set<String> known) {
        List<LeaderScript> leaders = LeaderScript.readAll(prompts, scenario.id());
        if (leaders.isEmpty()) {
            progress.accept(
                    scenario.id() + ": no simulated leader is written for it, so what is reached was not tried");
            return List.of();
        }
        Players players =
                troupe.players(prompts, scenario, PersonaAgents.understudy(prompts, scenario, troupe.embeddings()));
        List<SimulatedCall> calls = new ArrayList<>();
        Simulation.run(
                        players,
                        leaders,
                        seeds,
                        leader ->
                                progress.accept("%s: %s called %d times".formatted(scenario.id(), leader.id(), seeds)))
                .values()
                .forEach(calls::addAll);
        List<Problem> problems = new ArrayList<>();
        endings(scenario, calls, plot, known, problems);
        gates(scenario, calls, plot, known, problems);
        return problems;
    }

    private static void endings(
            Scenario scenario, List<SimulatedCall> calls, PromptFile plot, Set<String> known, List<Problem> problems) {
        Set<String> reached = calls.stream().map(SimulatedCall::ending).collect(Collectors.toSet());
        List<Plot.Ending> endings = scenario.plot().endings();
        for (int i = 0; i < endings.size(); i++) {
            String pointer = "/endings/" + i;
            if (!reached.contains(endings.get(i).id()) && !known.contains(pointer)) {
                problems.add(plot.problem(
                        pointer,
                        "no leader comes to it: %d calls of %s ended otherwise (%s); ./calmroom tune --scenario %s shows the feelings at the end"
                                .formatted(calls.size(), names(calls), endings(calls), scenario.id())));
            }
        }
    }

    /** How often each was come to, in the order of their names. */
    private static String endings(List<SimulatedCall> calls) {
        return calls.stream()
                .collect(Collectors.groupingBy(SimulatedCall::ending, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(ending -> "%s %d".formatted(ending.getKey(), ending.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String names(List<SimulatedCall> calls) {
        return calls.stream().map(SimulatedCall::leader).collect(Collectors.toCollection(LinkedHashSet::new)).stream()
                .collect(Collectors.joining(", "));
    }

    private static void gates(
            Scenario scenario, List<SimulatedCall> calls, PromptFile plot, Set<String> known, List<Problem> problems) {
        Set<EmotionalState> felt = new HashSet<>();
        calls.forEach(call -> call.events().forEach(event -> felt(event, felt)));
        List<Knowledge.Fact> facts = scenario.plot().facts();
        for (int i = 0; i < facts.size(); i++) {
            String pointer = "/facts/" + i + "/gate";
            Condition gate = facts.get(i).gate();
            if (gate != null && !known.contains(pointer) && felt.stream().noneMatch(state -> allows(gate, state))) {
                problems.add(plot.problem(
                        pointer,
                        "opened in none of %d calls: no leader brings the persona to feel so; it came to %s"
                                .formatted(calls.size(), range(gate, felt))));
            }
        }
    }

    private static void felt(LoggedEvent logged, Set<EmotionalState> felt) {
        switch (logged.event()) {
            case SessionStarted started -> felt.add(started.state());
            case EmotionShifted shifted when shifted.ofPersona() -> felt.add(shifted.after());
            default -> {
                // nothing is felt otherwise
            }
        }
    }

    /** As far as feelings decide it. */
    private static boolean allows(Condition condition, EmotionalState state) {
        return condition.state().holds(state::get)
                && (condition.any().isEmpty() || condition.any().stream().anyMatch(one -> allows(one, state)));
    }

    private static String range(Condition gate, Set<EmotionalState> felt) {
        Set<String> dimensions = new LinkedHashSet<>();
        named(gate, dimensions);
        return dimensions.stream()
                .sorted()
                .map(dimension -> String.format(
                        Locale.ROOT,
                        "%s %.2f to %.2f",
                        dimension,
                        felt.stream()
                                .map(state -> state.get(dimension))
                                .min(Comparator.naturalOrder())
                                .orElse(0.0),
                        felt.stream()
                                .map(state -> state.get(dimension))
                                .max(Comparator.naturalOrder())
                                .orElse(0.0)))
                .collect(Collectors.joining(", "));
    }

    private static void named(Condition condition, Set<String> dimensions) {
        dimensions.addAll(condition.state().atLeast().keySet());
        dimensions.addAll(condition.state().below().keySet());
        condition.any().forEach(one -> named(one, dimensions));
    }
}
