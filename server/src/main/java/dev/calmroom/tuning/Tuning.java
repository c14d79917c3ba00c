package dev.calmroom.tuning;

import dev.calmroom.checks.CheckResult;
import dev.calmroom.checks.CheckResult.Outcome;
import dev.calmroom.checks.Examiner;
import dev.calmroom.checks.StatementJudge;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.scenario.EmotionRules.Dimension;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.SpeechRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One experiment from its file to its findings. */
public final class Tuning implements AutoCloseable {
    private final Experiment experiment;
    private final Path prompts;
    private final Stage stage;
    private final ExperimentRun run;
    private final StatementJudge judge;

    /**
     * @param prompts the folder whose rules the checks go by
     * @param cache what is kept from one command to the next
     * @param out where the calls of this experiment are kept
     * @param models by which the language models of the players are found
     * @param judge of judged statements; its answers are kept and counted like the persona's
     */
    public Tuning(
            Experiment experiment,
            Path prompts,
            Path cache,
            Path out,
            ModelSource models,
            Optional<LanguageModel> judge) {
        this.experiment = experiment;
        this.prompts = prompts;
        Spending spending = new Spending(experiment.budget(), InstantSource.system());
        KeptValues answers = new KeptValues(cache.resolve("tuning").resolve("answers.tsv"));
        Optional<ModelStatementJudge> asks = judge.map(model ->
                new ModelStatementJudge(prompts, vote -> new RememberedAnswers(model, answers, vote, spending)));
        this.judge = asks.<StatementJudge>map(it -> it).orElseGet(StatementJudge::nobody);
        this.stage = new Stage(new Troupe(cache), answers, experiment.scenario(), spending, models);
        this.run = new ExperimentRun(
                experiment,
                stage,
                new CellStore(out.resolve("calls")),
                spending,
                new Variants(out.resolve("variants")),
                asks);
    }

    /** What is ahead, in a line. */
    public String ahead() {
        return run.ahead();
    }

    /** What was played, and what came of the checks. */
    public record Findings(
            Scenario scenario,
            ExperimentRun.Outcome played,
            List<CheckResult> checks,
            List<VersionsCompared> comparisons,
            List<StandIns> standIns) {
        public Findings {
            standIns = List.copyOf(standIns);
            checks = List.copyOf(checks);
            comparisons = List.copyOf(comparisons);
        }

        /** Whether a check does not hold. */
        public boolean hasFailed() {
            return checks.stream().anyMatch(c -> c.outcome() == Outcome.FAILED);
        }

        /** Whether something could not be played or told, so that the checks say less than they should. */
        public boolean isIncomplete() {
            return !played.failures().isEmpty()
                    || played.unplayed() > 0
                    || checks.stream().anyMatch(c -> c.outcome() == Outcome.UNKNOWN);
        }

        /**
         * Writes everything down.
         *
         * @return the files
         */
        public List<Path> write(Path out) {
            try {
                Files.createDirectories(out);
                List<Path> written = new ArrayList<>();
                String json = new FindingsJson(this).text();
                written.add(Files.writeString(out.resolve("findings.json"), json));
                written.add(Files.writeString(out.resolve("findings.xml"), JUnitReport.of(this)));
                Optional<String> page = FindingsHtml.of(played.experiment().name(), json);
                if (page.isPresent()) {
                    written.add(Files.writeString(out.resolve("findings.html"), page.get()));
                }
                return written;
            } catch (IOException e) {
                throw new UncheckedIOException("the findings cannot be written to " + out, e);
            }
        }
    }

    /** @param jobs how many calls are played at once */
    public Findings play(int jobs, ExperimentRun.Progress progress) throws InterruptedException {
        ExperimentRun.Outcome calls = run.play(jobs, progress);
        Scenario scenario = stage.scenario(calls.variants().getFirst());
        Examiner examiner = new Examiner(scenario, SpeechRules.read(prompts).units(), judge);
        List<String> dimensions =
                scenario.feelings().dimensions().stream().map(Dimension::id).toList();
        List<CheckResult> checks = examiner.examine(experiment.checks(), calls.calls());
        List<StandIns> standIns = StandIns.of(calls);
        // Only now: a statement's judge has cost something as well.
        ExperimentRun.Outcome played =
                calls.with(Stream.concat(Stream.of(run.sum()), standIns.stream().map(StandIns::text))
                        .collect(Collectors.joining("; ")));
        return new Findings(scenario, played, checks, VersionsCompared.all(played, dimensions), standIns);
    }

    @Override
    public void close() {
        stage.close();
    }
}
