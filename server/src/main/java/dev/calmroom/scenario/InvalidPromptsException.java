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
     * The same told of the files as their author knows them, where a copy of a whole folder was read.
     *
     * @param copy the folder that was read
     * @param name what it is a copy of, for instance a revision; empty for paths below the folder
     */
    public InvalidPromptsException seenFrom(Path copy, String name) {
        Path root = copy.toAbsolutePath().normalize();
        return new InvalidPromptsException(problems.stream()
                .map(problem -> {
                    Path file = problem.file().toAbsolutePath().normalize();
                    return file.startsWith(root)
                            ? new Problem(
                                    Path.of(name).resolve(root.relativize(file)), problem.line(), problem.message())
                            : problem;
                })
                .toList());
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
