package dev.calmroom.scenario;

import dev.calmroom.scenario.InvalidPromptsException.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** That what a scenario remembers of another can have happened there. */
final class EarlierCheck {
    private final ScenarioFiles scenarios;
    private final PromptFile plot;

    EarlierCheck(ScenarioFiles scenarios, PromptFile plot) {
        this.scenarios = scenarios;
        this.plot = plot;
    }

    List<Problem> problems(Earlier earlier) {
        if (!scenarios.has(earlier.scenario())) {
            return List.of(
                    plot.problem("/earlier/scenario", "there is no scenario '%s'".formatted(earlier.scenario())));
        }
        Set<String> rules = new HashSet<>();
        scenarios
                .feelingsFile(earlier.scenario())
                .tree()
                .path("rules")
                .properties()
                .forEach(rule -> rules.add(rule.getKey()));
        Set<String> endings =
                PromptFile.ids(scenarios.plotFile(earlier.scenario()).tree().path("endings"));
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < earlier.memories().size(); i++) {
            Earlier.Memory memory = earlier.memories().get(i);
            known("/earlier/memories/" + i + "/did", memory.did(), rules, problems);
            known("/earlier/memories/" + i + "/did-all", memory.didAll(), rules, problems);
            known("/earlier/memories/" + i + "/did-not", memory.didNot(), rules, problems);
            known("/earlier/memories/" + i + "/ended", memory.ended(), endings, problems);
        }
        return problems;
    }

    private void known(String pointer, List<String> named, Set<String> there, List<Problem> problems) {
        for (int i = 0; i < named.size(); i++) {
            String id = named.get(i);
            if (!there.contains(id)) {
                problems.add(plot.problem(
                        pointer + "/" + i, "there is no '%s'; %s".formatted(id, ScenarioDangers.meant(id, there))));
            }
        }
    }
}
