package dev.calmroom.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a language model is asked before it is let speak in a scenario: the contents of {@code prompts/exams/<scenario>.yaml}.
 *
 * @param calls short calls, each the leader's words in order
 * @param reasons how refused sentences are counted
 */
public record ExamPaper(List<List<Probe>> calls, Reasons reasons) {
    public ExamPaper {
        calls = calls.stream().map(List::copyOf).toList();
    }

    /**
     * @param say the leader's words
     * @param answeredBy facts of which one answers them; empty where nothing is asked for
     */
    public record Probe(String say, List<String> answeredBy) {
        public Probe {
            answeredBy = List.copyOf(answeredBy);
        }
    }

    /**
     * Beginnings of the reasons for which a sentence is not spoken.
     *
     * @param besideOrder it tells, decides, promises or ends what is not to be in this turn; a paper need not tell them
     */
    public record Reasons(
            List<String> role,
            List<String> foreign,
            List<String> repeated,
            List<String> tooLong,
            List<String> besideOrder) {
        public Reasons {
            role = List.copyOf(role);
            foreign = List.copyOf(foreign);
            repeated = List.copyOf(repeated);
            tooLong = List.copyOf(tooLong);
            besideOrder = besideOrder == null ? List.of() : List.copyOf(besideOrder);
        }
    }

    /**
     * @return the paper of a scenario that has one
     * @throws InvalidPromptsException when it is not as its schema says, or names a fact that the scenario does not have
     */
    public static Optional<ExamPaper> of(Path prompts, Scenario scenario) {
        Path path = prompts.resolve("exams").resolve(scenario.id() + ".yaml");
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        PromptFile file = PromptFile.read(path, "exam");
        ExamPaper paper = file.as(ExamPaper.class);
        List<InvalidPromptsException.Problem> unknown = paper.calls().stream()
                .flatMap(List::stream)
                .flatMap(probe -> probe.answeredBy().stream())
                .filter(fact -> scenario.plot().fact(fact).isEmpty())
                .distinct()
                .map(fact -> file.problem("/calls", "'%s' is no fact of the scenario".formatted(fact)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new InvalidPromptsException(unknown);
        }
        return Optional.of(paper);
    }
}
