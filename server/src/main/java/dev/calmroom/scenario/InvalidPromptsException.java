package dev.calmroom.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Prompt files that cannot be used, with every problem found. */
public final class InvalidPromptsException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<Problem> problems;

    public InvalidPromptsException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /**
     * @param line counted from 1; 0 when the whole file is meant
     * @param message what is wrong and what was expected
     */
    public record Problem(Path file, int line, String message) {
        @Override
        public String toString() {
            return line == 0 ? "%s: %s".formatted(file, message) : "%s:%d: %s".formatted(file, line, message);
        }
    }
}
