package dev.calmroom.cli;

import dev.calmroom.exam.ExamResults;
import dev.calmroom.tuning.ModelSource;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The language models of {@code CALMROOM_LLM_*}, in the manner that these say or the exam in the data folder found. */
final class ConfiguredModels {
    private ConfiguredModels() {}

    static ModelSource here() {
        return of(System::getenv);
    }

    /** @param environment gives the value of a variable, or null */
    static ModelSource of(Function<String, @Nullable String> environment) {
        return new ModelSource(environment, exams(environment).manners());
    }

    /** What exams found: the service's, where it keeps its data. */
    static ExamResults exams(Function<String, @Nullable String> environment) {
        return new ExamResults(
                Path.of(Optional.ofNullable(environment.apply("CALMROOM_DATA")).orElse("data")));
    }
}
