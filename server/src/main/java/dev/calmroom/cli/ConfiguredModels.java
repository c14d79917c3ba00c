package dev.calmroom.cli;

import dev.calmroom.exam.ExamResults;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.tuning.ModelSource;
import dev.langchain4j.exception.LangChain4jException;
import java.io.PrintWriter;
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

    /**
     * The configured model, once it can be asked: the process of a file, and a server that says so, load it first. On a call's
     * own clock nothing would be waited for, and the understudy would have said all of it by then.
     *
     * @param err told that it is waited for
     * @throws IllegalArgumentException where none is configured, or it cannot be asked, with the reason
     */
    static LanguageModel loaded(ModelSource models, PrintWriter err) throws InterruptedException {
        LanguageModel model = models.model()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--model: no language model is configured; set CALMROOM_LLM_BASE_URL and CALMROOM_LLM_MODEL"));
        err.printf("Waiting until %s answers…%n", model.name());
        err.flush();
        try {
            model.awake();
        } catch (LangChain4jException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return model;
    }

    /** What exams found: the service's, where it keeps its data. */
    static ExamResults exams(Function<String, @Nullable String> environment) {
        return new ExamResults(
                Path.of(Optional.ofNullable(environment.apply("CALMROOM_DATA")).orElse("data")));
    }
}
