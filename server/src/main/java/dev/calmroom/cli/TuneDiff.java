package dev.calmroom.cli;

import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.tuning.Experiment;
import dev.calmroom.tuning.PromptsDiff;
import dev.calmroom.tuning.ProposalText;
import dev.calmroom.tuning.Variant;
import dev.calmroom.tuning.Variants;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds two versions of the prompts against each other in the same calls. */
@Command(
        name = "diff",
        description =
                "Two versions of the prompts: what differs in the files, and in the calls of the simulated leaders.",
        footer = {"", "A and B are prompts folders, or git:REVISION, for instance: tune diff git:HEAD prompts"},
        mixinStandardHelpOptions = true)
final class TuneDiff implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "The version before.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "B", description = "The version after.")
    private String after = "";

    @Option(names = "--scenario", description = "Which scenario; without it the first.")
    private @Nullable String scenario;

    @Option(names = "--leader", description = "Only this leader; may be given several times.")
    private List<String> only = List.of();

    @Option(names = "--seeds", defaultValue = "5", description = "Calls of each leader (${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--model",
            description = {
                "Let the configured language model word the calls, not the understudy: what is written for models alone,",
                "as persona.md, makes no difference to the understudy."
            })
    private boolean model;

    @Mixin
    private Jobs jobs = new Jobs();

    @Option(names = "--out", paramLabel = "DIR", description = "Where calls and findings go (${DEFAULT-VALUE}).")
    private Path out = Path.of("data", "tuning", "diff");

    @Mixin
    private PromptsFolder prompts = new PromptsFolder();

    @Override
    public Integer call() throws InterruptedException {
        ScenarioFiles files = new ScenarioFiles(prompts.path());
        String id = scenario != null ? scenario : files.first();
        List<LeaderScript> all = LeaderScript.readAll(prompts.path(), id);
        List<String> known = all.stream().map(LeaderScript::id).toList();
        List<String> unknown =
                only.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty() || all.isEmpty()) {
            throw new IllegalArgumentException("the scenario '%s' has no leader %s; it has %s"
                    .formatted(id, String.join(", ", unknown), String.join(", ", known)));
        }
        List<LeaderScript> leaders = all.stream()
                .filter(leader -> only.isEmpty() || only.contains(leader.id()))
                .toList();
        Experiment experiment = new Experiment(
                "diff",
                id,
                List.of(
                        PromptsArgument.source("A", before, prompts.path()),
                        PromptsArgument.source("B", after, prompts.path())),
                List.of(player()),
                leaders,
                LongStream.rangeClosed(1, Math.max(1, seeds)).boxed().toList(),
                1,
                Experiment.Budget.NONE,
                Map.of(),
                List.of());
        PrintWriter text = spec.commandLine().getOut();
        text.printf("A is %s, B is %s%n", before, after);
        Variants variants = new Variants(out.resolve("variants"));
        Variant a = variants.layOut(experiment.variants().getFirst());
        Variant b = variants.layOut(experiment.variants().getLast());
        for (PromptsDiff.FileDiff diff : PromptsDiff.of(a.prompts(), b.prompts())) {
            text.print(ProposalText.of(diff));
        }
        return TuneRun.play(experiment, prompts.path(), out, jobs.atOnce(), spec);
    }

    private Experiment.PlayerSource player() {
        return model ? Experiment.PlayerSource.model() : Experiment.PlayerSource.understudy();
    }
}
