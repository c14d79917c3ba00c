package dev.calmroom.authoring;

import dev.calmroom.judging.ServedCriteria;
import dev.calmroom.scenario.Condition;
import dev.calmroom.scenario.Direction;
import dev.calmroom.scenario.EmotionRules;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.PromptFile;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.scenario.SpeechRules;
import dev.calmroom.tuning.Troupe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is not wrong in any one place and still leaves a part of a scenario without effect: what can never be told,
 * played or reached, what has no words in some mood, what the judge cannot find, and figures that differ. The scenario
 * itself must be good.
 */
public final class DeepCheck {
    private final Path prompts;
    private final ReachedBySimulation simulation;

    /**
     * @param seeds how often each simulated leader calls
     * @param progress is told what is being done
     */
    public DeepCheck(Path prompts, Troupe troupe, int seeds, Consumer<String> progress) {
        this.prompts = prompts;
        this.simulation = new ReachedBySimulation(prompts, troupe, seeds, progress);
    }

    /** What is wrong with one scenario, static things first. */
    public List<Problem> problems(Scenario scenario) {
        PromptFile plot = new ScenarioFiles(prompts).plotFile(scenario.id());
        List<Problem> problems = new ArrayList<>();
        Set<String> shut = neverHolds(scenario, plot, problems);
        PromptFile lines = lines(scenario);
        if (lines != null) {
            wordless(scenario, lines, problems);
        }
        problems.addAll(new FactFigures(scenario, units()).problems(plot, lines));
        problems.addAll(simulation.problems(scenario, plot, shut));
        scenario.guests().values().stream()
                .collect(Collectors.toMap(Scenario::id, Function.identity(), (one, _) -> one, TreeMap::new))
                .values()
                .forEach(guest -> ofGuest(scenario, guest, problems));
        return problems;
    }

    /** No leader is written for a guest: what is reached is not tried. */
    private void ofGuest(Scenario scenario, Scenario guest, List<Problem> problems) {
        PromptFile sheet = new ScenarioFiles(prompts).plotFile(scenario.id(), guest.id());
        neverHolds(guest, sheet, problems);
        problems.addAll(new FactFigures(guest, units()).problems(sheet, null));
    }

    /** Criteria that the judge of a framework cannot find; none where calls are not graded by it. */
    public List<Problem> problems(String framework) {
        Path folder = prompts.resolve("frameworks").resolve(framework);
        boolean graded = Files.exists(folder.resolve("examples")) || Files.exists(folder.resolve("judge.yaml"));
        return graded ? ServedCriteria.problems(folder, new FrameworkFiles(prompts).examples(framework)) : List.of();
    }

    private Set<String> units() {
        return Files.exists(prompts.resolve("speech.yaml"))
                ? SpeechRules.read(prompts).units()
                : Set.of();
    }

    private @Nullable PromptFile lines(Scenario scenario) {
        Path file = prompts.resolve("scenarios").resolve(scenario.id()).resolve("lines.yaml");
        return Files.exists(file) ? PromptFile.read(file) : null;
    }

    /** @return the places of what was found */
    private static Set<String> neverHolds(Scenario scenario, PromptFile plot, List<Problem> problems) {
        CanHold can = new CanHold(scenario);
        Set<String> shut = new HashSet<>();
        List<Knowledge.Fact> facts = scenario.plot().facts();
        for (int i = 0; i < facts.size(); i++) {
            never(facts.get(i).when(), "is never so", "/facts/" + i + "/when", can, plot, problems, shut);
            never(facts.get(i).gate(), "the gate can never open", "/facts/" + i + "/gate", can, plot, problems, shut);
        }
        List<Direction.Reply> replies = scenario.plot().replies();
        for (int i = 0; i < replies.size(); i++) {
            never(replies.get(i).when(), "can never be played", "/replies/" + i, can, plot, problems, shut);
        }
        for (int i = 0; i < scenario.plot().endings().size(); i++) {
            Condition when = scenario.plot().endings().get(i).when();
            never(when, "can never be how it ends", "/endings/" + i, can, plot, problems, shut);
        }
        return shut;
    }

    private static void never(
            @Nullable Condition when,
            String what,
            String pointer,
            CanHold can,
            PromptFile plot,
            List<Problem> problems,
            Set<String> shut) {
        if (when != null) {
            can.whyNot(when).ifPresent(why -> {
                shut.add(pointer);
                problems.add(plot.problem(pointer, what + ": " + why));
            });
        }
    }

    private static void wordless(Scenario scenario, PromptFile lines, List<Problem> problems) {
        for (Direction.Act act : scenario.plot().acts()) {
            List<String> missing = scenario.feelings().moods().stream()
                    .map(EmotionRules.Mood::id)
                    .filter(mood -> scenario.lines().lines().stream()
                            .noneMatch(line ->
                                    line.act().equals(act.id()) && line.moods().contains(mood)))
                    .toList();
            if (!missing.isEmpty()) {
                problems.add(lines.problem(
                        "/lines",
                        "the act '%s' has no line in the mood %s: it is said as in another"
                                .formatted(act.id(), String.join(", ", missing))));
            }
        }
    }
}
