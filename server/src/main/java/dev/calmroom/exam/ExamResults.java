package dev.calmroom.exam;

import dev.calmroom.log.EventJson;
import dev.calmroom.persona.Manner;
import dev.calmroom.persona.Manners;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The results of exams, a file a model, in the folder {@code exams} of the data folder. */
public final class ExamResults {
    private static final Logger LOG = LoggerFactory.getLogger(ExamResults.class);
    private static final String WAIVED = "CALMROOM_GRADER_EXAM";
    private static final JsonMapper JSON = EventJson.mapper();

    private final Path folder;

    /** @param data where the service keeps its data; it need not exist */
    public ExamResults(Path data) {
        folder = data.resolve("exams");
    }

    /** @return what was found; empty where the model was not examined, or its file cannot be read */
    public Optional<ExamResult> of(String model) {
        Path file = file(model);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readString(file), ExamResult.class));
        } catch (IOException | JacksonException e) {
            LOG.warn("{} cannot be read; the model counts as not examined: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Keeps what was found, beside what an earlier exam of another kind did.
     *
     * @return where it lies
     */
    public Path keep(ExamResult result) {
        ExamResult whole = of(result.model()).map(result::after).orElse(result);
        try {
            Files.createDirectories(folder);
            Path next = Files.createTempFile(folder, "exam", ".part");
            Files.writeString(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(whole) + "\n");
            return Files.move(
                    next, file(result.model()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the result of the exam cannot be kept in " + folder, e);
        }
    }

    /** The manner in which a model passed; worded where it did not, or was not examined. */
    public Manners manners() {
        return model -> of(model).flatMap(ExamResult::manner).orElse(Manner.WORDED);
    }

    /**
     * Why a model may not judge.
     *
     * @param environment gives the value of a variable, or null: {@code CALMROOM_GRADER_EXAM=not-needed} lets any judge
     * @return for a model's name the reason as a sentence; empty where it may
     */
    public Function<String, Optional<String>> unfitJudges(Function<String, @Nullable String> environment) {
        String value = environment.apply(WAIVED);
        String exam =
                value == null || value.isBlank() ? "required" : value.strip().toLowerCase(Locale.ROOT);
        return switch (exam) {
            case "required" -> this::whyNot;
            case "not-needed" -> model -> Optional.empty();
            default ->
                throw new IllegalArgumentException(
                        "%s is '%s'; expected required or not-needed".formatted(WAIVED, value));
        };
    }

    private Optional<String> whyNot(String model) {
        JudgingMarks marks = of(model).map(ExamResult::judging).orElse(null);
        if (marks == null) {
            return Optional.of(
                    "The model %s has not been examined as a judge (./calmroom model check --exam).".formatted(model));
        }
        return marks.passes()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "The model %s has not passed its exam as a judge (κ %.2f against %.2f).",
                        model,
                        marks.kappa(),
                        marks.builtIn()));
    }

    /** Names hold slashes and colons. Two that differ only in those are told apart by a few letters of a sum. */
    private Path file(String model) {
        String readable = model.replaceAll("[^A-Za-z0-9.-]+", "-");
        return folder.resolve("%s-%08x.json".formatted(readable, model.hashCode()));
    }
}
