package dev.calmroom.judging;

import dev.calmroom.appraisal.Appraiser;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Makes the grader of a framework from its files as they are now, so that an edited rubric is in force at once. */
public final class Graders {
    private final Path prompts;
    private final Function<String, Appraiser> appraisers;
    private final BiFunction<Rubric, JudgePrompt, Optional<Judge>> models;
    private final Function<String, Optional<String>> unfit;

    /**
     * @param prompts the folder {@code prompts/}
     * @param appraisers the appraiser of a framework, by id
     * @param models the judge that a language model gives for a rubric and a prompt; empty where none is configured
     */
    public Graders(
            Path prompts,
            Function<String, Appraiser> appraisers,
            BiFunction<Rubric, JudgePrompt, Optional<Judge>> models) {
        this(prompts, appraisers, models, model -> Optional.empty());
    }

    private Graders(
            Path prompts,
            Function<String, Appraiser> appraisers,
            BiFunction<Rubric, JudgePrompt, Optional<Judge>> models,
            Function<String, Optional<String>> unfit) {
        this.prompts = prompts;
        this.appraisers = appraisers;
        this.models = models;
        this.unfit = unfit;
    }

    /** @param unfit for a model's name why it may not judge, as a sentence; empty where it may */
    public Graders onlyFit(Function<String, Optional<String>> unfit) {
        return new Graders(prompts, appraisers, models, unfit);
    }

    /** @throws dev.calmroom.scenario.InvalidPromptsException when the framework's files cannot be used */
    public Grader grader(String framework) {
        RubricFolder folder = folder(framework);
        Grader builtIn = new Grader(folder.rubric(), folder.sha256(), builtIn(folder));
        return models.apply(folder.rubric(), folder.prompt())
                .map(model -> unfit.apply(model.name())
                        .map(reason -> builtIn.noting(reason + " The built-in judge graded."))
                        .orElseGet(() -> new Grader(
                                        folder.rubric(),
                                        folder.sha256(),
                                        new ProofFromTheCall(model, folder.listening()))
                                .withStandIn(builtIn)))
                .orElse(builtIn);
    }

    /** The grader that asks no model, whatever is configured. */
    public Grader builtIn(String framework) {
        RubricFolder folder = folder(framework);
        return new Grader(folder.rubric(), folder.sha256(), builtIn(folder));
    }

    public RubricFolder folder(String framework) {
        return RubricFolder.read(prompts.resolve("frameworks").resolve(framework));
    }

    private Judge builtIn(RubricFolder folder) {
        return new SeveralHearings(folder.rubric(), folder.votes(), once(folder));
    }

    /** The built-in judge as it hears a call a single time: at once, and for measuring what several hearings give. */
    public Grader builtInOnce(String framework) {
        RubricFolder folder = folder(framework);
        return new Grader(folder.rubric(), folder.sha256(), once(folder));
    }

    private Judge once(RubricFolder folder) {
        return new BuiltInJudge(
                folder.rubric(),
                folder.listening(),
                appraisers.apply(folder.rubric().id()));
    }
}
