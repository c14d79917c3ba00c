package dev.calmroom.judging;

import dev.calmroom.judging.ListeningRules.Listening;
import dev.calmroom.judging.Rubric.Criterion;
import dev.calmroom.scenario.Example;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.scenario.PromptFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Whether the built-in judge can find each criterion of a framework at all. */
public final class ServedCriteria {
    private ServedCriteria() {}

    /**
     * @param folder the framework's
     * @param examples its examples: those that are labelled with a criterion teach the appraiser to hear it
     * @return a problem for each criterion, orders excepted, that no phrase, no move and no example stands for
     */
    public static List<Problem> problems(Path folder, List<Example> examples) {
        RubricFolder framework = RubricFolder.read(folder);
        ListeningRules rules = framework.listening();
        PromptFile file = PromptFile.read(folder.resolve("framework.yaml"));
        List<Problem> problems = new ArrayList<>();
        List<Criterion> criteria = framework.rubric().criteria();
        for (int i = 0; i < criteria.size(); i++) {
            Criterion criterion = criteria.get(i);
            boolean taught = examples.stream().anyMatch(e -> e.labels().contains(criterion.id()));
            if (criterion.kind() != Rubric.Kind.ORDER && !taught && !isListenedFor(criterion, rules)) {
                problems.add(file.problem(
                        "/criteria/" + i,
                        "no rule of the judge serves it: expected a phrase or a move for '%s' in judge.yaml, or an example that shows it"
                                .formatted(criterion.id())));
            }
        }
        return problems;
    }

    private static boolean isListenedFor(Criterion criterion, ListeningRules rules) {
        Listening listening = rules.listening(criterion.id());
        boolean byMove = listening.move() != null && !criterion.moves().isEmpty();
        boolean asked =
                rules.shared().stream().anyMatch(shared -> shared.meant().containsKey(criterion.id()));
        return byMove
                || asked
                || Stream.of(listening.say(), listening.both(), listening.followUps(), listening.answered())
                        .filter(Objects::nonNull)
                        .anyMatch(rule -> !(rule instanceof List<?> list) || !list.isEmpty());
    }
}
