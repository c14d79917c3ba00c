package dev.calmroom.cli;

import dev.calmroom.authoring.PromptsCheck;
import dev.calmroom.checks.CheckResult.Outcome;
import dev.calmroom.judging.StreamedChat;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.tuning.Experiment;
import dev.calmroom.tuning.ExperimentFile;
import dev.calmroom.tuning.ExperimentRun;
import dev.calmroom.tuning.ModelSource;
import dev.calmroom.tuning.ProposalText;
import dev.calmroom.tuning.Proposing;
import dev.calmroom.tuning.Tuning;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a language model propose edits for checks that fail. */
@Command(
        name = "propose",
        description = {
            "Ask the configured language model for an edit of one prompts file, so that more of an experiment's checks hold.",
            "Each is tried on the calls that the model was shown, and proved on leaders and seeds that it was not."
        },
        footer = {
            "",
            "Nothing is written to your prompts: each proposal lies as a whole folder in that of --out. Exit code 0: an edit is",
            "proved, or every check holds already; 100: none is; 1: something could not be played or asked."
        },
        mixinStandardHelpOptions = true)
final class TunePropose implements Callable<Integer> {
    private final Function<String, @Nullable String> environment;
    private final ModelSource models;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "EXPERIMENT.yaml", description = "The experiment; see docs/tuning.md.")
    private Path experimentFile = Path.of("");

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description =
                    "Which file is edited, below the prompts folder; persona.md of the scenario where a model plays,"
                            + " else its emotion.yaml.")
    private @Nullable String file;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "How often the model is asked at most (${DEFAULT-VALUE}).")
    private int rounds;

    @Mixin
    private Jobs jobs = new Jobs();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where calls and proposals go (data/tuning/<experiment>-propose).")
    private @Nullable Path out;

    @Mixin
    private PromptsFolder prompts = new PromptsFolder();

    TunePropose() {
        this(System::getenv);
    }

    TunePropose(Function<String, @Nullable String> environment) {
        this.environment = environment;
        this.models = ConfiguredModels.of(environment);
    }

    @Override
    public Integer call() throws InterruptedException {
        Experiment experiment = ExperimentFile.read(experimentFile, prompts.path());
        int atOnce = jobs.atOnce();
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter text = spec.commandLine().getOut();
        LanguageModel model = models.model()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no language model is configured, so nothing is proposed; set CALMROOM_LLM_BASE_URL and"
                                + " CALMROOM_LLM_MODEL, or see with «tune run» what fails and edit by hand"));
        Path folder = out == null ? Path.of("data", "tuning", experiment.name() + "-propose") : out;
        Proposing proposing = new Proposing(
                experiment,
                file == null ? usual(experiment) : file,
                folder,
                new StreamedChat(model),
                place -> PromptsCheck.of(place).problems(),
                one -> play(one, folder, atOnce));
        err.printf("%s is asked at most %d times; each answer may take a minute%n", model.name(), rounds);
        err.flush();
        List<Proposing.Proposal> proposals = proposing.search(rounds, proposal -> {
            text.print(ProposalText.of(proposal, proposing.prompts()));
            if (proposal.edited() != null) {
                text.printf("  It lies in %s.%n", proposal.edited());
            }
            text.flush();
        });
        if (proposals.isEmpty()) {
            text.println("Every check holds in the calls that a model may be shown; there is nothing to propose.");
        }
        boolean proved = proposals.stream().anyMatch(Proposing.Proposal::isProved);
        return proposals.isEmpty() || proved ? 0 : TuneRun.CHECKS_FAILED;
    }

    private static String usual(Experiment experiment) {
        boolean model = experiment.players().stream().anyMatch(Experiment.PlayerSource::isModel);
        return "scenarios/%s/%s".formatted(experiment.scenario(), model ? "persona.md" : "emotion.yaml");
    }

    private Tuning.Findings play(Experiment experiment, Path folder, int atOnce) throws InterruptedException {
        Path cache = ModelCache.standard(System.getenv()).place();
        try (Tuning tuning = new Tuning(
                        experiment,
                        prompts.path(),
                        cache,
                        folder,
                        models,
                        TuneRun.judge(experiment, environment, models));
                PlayedBar bar = new PlayedBar()) {
            Tuning.Findings findings = tuning.play(atOnce, (ExperimentRun.Progress) bar::step);
            if (!findings.played().failures().isEmpty() || findings.played().unplayed() > 0) {
                throw new IllegalStateException("not every call could be played: %s%s"
                        .formatted(findings.played().sum(), findings.played().failures()));
            }
            told(findings);
            return findings;
        }
    }

    /** A check that nobody could tell is not met: an edit would be proved by what was never looked at. */
    private static void told(Tuning.Findings findings) {
        // Without a variant no call of those that were played is what the check is about.
        findings.checks().stream()
                .filter(check ->
                        check.outcome() == Outcome.UNKNOWN && !check.variant().isEmpty())
                .findFirst()
                .ifPresent(check -> {
                    throw new IllegalStateException("the check «%s» could not be told: %s"
                            .formatted(check.check().text(), check.finding()));
                });
    }
}
