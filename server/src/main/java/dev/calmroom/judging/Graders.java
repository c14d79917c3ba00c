package dev.calmroom.judging;

import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.transcript.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

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
        HeadReader heads = heads(folder);
        Grader builtIn = grader(folder, heads, builtIn(folder, heads));
        return models.apply(folder.rubric(), folder.prompt())
                .map(model -> unfit.apply(model.name())
                        .map(reason -> builtIn.noting(reason + " The built-in judge graded."))
                        .orElseGet(() -> grader(folder, heads, new ProofFromTheCall(model, folder.listening()))
                                .withStandIn(builtIn)))
                .orElse(builtIn);
    }

    /** The grader that asks no model, whatever is configured. */
    public Grader builtIn(String framework) {
        RubricFolder folder = folder(framework);
        HeadReader heads = heads(folder);
        return grader(folder, heads, builtIn(folder, heads));
    }

    public RubricFolder folder(String framework) {
        return RubricFolder.read(prompts.resolve("frameworks").resolve(framework));
    }

    /**
     * What the framework's heads hear clearly somewhere in a call, whatever the verdict: nobody need be told to say it.
     * Criteria that a time, parts or an order decide are not among them: there it matters how it was said, or when.
     *
     * @return ids of good deeds; none where the framework ships no heads
     */
    public Set<String> heardClearly(String framework, List<Turn> call) {
        RubricFolder folder = folder(framework);
        Votes.Heads bars = folder.votes().heads();
        if (bars == null) {
            return Set.of();
        }
        CallByHeads read = heads(folder).read(SaidToPersona.of(call));
        return folder.rubric().observable().stream()
                .filter(criterion -> criterion.kind() == Rubric.Kind.OBSERVED)
                .filter(Rubric.Criterion::restsOnWords)
                .map(Rubric.Criterion::id)
                .filter(id -> read.best(id)
                        .filter(best -> best.logit() >= bars.clear())
                        .isPresent())
                .collect(Collectors.toSet());
    }

    private static Grader grader(RubricFolder folder, HeadReader heads, Judge judge) {
        return new Grader(folder.rubric(), folder.sha256(), judge).quoting(new ClearestQuotes(folder.rubric(), heads));
    }

    private HeadReader heads(RubricFolder folder) {
        return new HeadReader(
                folder.heads(), appraisers.apply(folder.rubric().id()).forGrading());
    }

    private Judge builtIn(RubricFolder folder, HeadReader heads) {
        BuiltInJudge once = once(folder);
        Judge votes = new SeveralHearings(folder.rubric(), folder.votes(), once);
        Votes.Heads bars = folder.votes().heads();
        return new SaidToPersona(bars == null ? votes : new HeadsAndVotes(folder.rubric(), bars, votes, once, heads));
    }

    /** The built-in judge as it hears a call a single time: at once, and for measuring what several hearings give. */
    public Grader builtInOnce(String framework) {
        RubricFolder folder = folder(framework);
        return new Grader(folder.rubric(), folder.sha256(), new SaidToPersona(once(folder)));
    }

    private BuiltInJudge once(RubricFolder folder) {
        return new BuiltInJudge(
                folder.rubric(),
                folder.listening(),
                appraisers.apply(folder.rubric().id()).forGrading());
    }
}
