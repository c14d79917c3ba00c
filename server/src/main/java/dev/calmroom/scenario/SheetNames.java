package dev.calmroom.scenario;

import java.util.List;
import java.util.stream.IntStream;

/** Names on a sheet that would stand for two things. */
final class SheetNames {
    private SheetNames() {}

    /**
     * A topic that is named as a move would be one rule with it, and its effect would replace the move's.
     *
     * @throws InvalidPromptsException when there is one
     */
    static void check(PromptFile sheet, List<String> topics, List<String> moves) {
        List<InvalidPromptsException.Problem> problems = IntStream.range(0, topics.size())
                .filter(i -> moves.contains(topics.get(i)))
                .mapToObj(i -> sheet.problem(
                        "/topics/%d/id".formatted(i),
                        "'%s' is a move of the framework, and the topic's effect would replace the move's; expected another name"
                                .formatted(topics.get(i))))
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidPromptsException(problems);
        }
    }
}
