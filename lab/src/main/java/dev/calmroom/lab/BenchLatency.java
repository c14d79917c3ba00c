package dev.calmroom.lab;

import dev.calmroom.bench.DelayedModel;
import dev.calmroom.bench.LatencyReport;
import dev.calmroom.bench.Speech;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Voice to voice: from the true end of the leader's speech to the first sound of the persona. */
@Command(
        name = "latency",
        description = "Speaks utterances into a service of its own and times the answers, stage by stage.",
        mixinStandardHelpOptions = true)
final class BenchLatency implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--turns", defaultValue = "0", description = "At most so many utterances (all).")
    private int turns;

    @Option(names = "--lines", defaultValue = "3", description = "Calls at the same time (${DEFAULT-VALUE}).")
    private int lines;

    @Option(
            names = "--against",
            paramLabel = "LAUNCHER",
            description = "Another version's launcher; both take turns, and its report comes first.")
    private @Nullable Path against;

    @Mixin
    private ModelDelay delay = new ModelDelay();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Speech speech = options.speech(turns);
        List<List<String>> launchers = new ArrayList<>(List.of(LatencyReport.thisVersion()));
        if (against != null) {
            launchers.add(List.of(against.toAbsolutePath().toString()));
        }
        List<LatencyReport> reports;
        try (DelayedModel model = delay.model(options);
                ProgressBar bar = new ProgressBar(
                        "speaking",
                        (long) launchers.size() * speech.utterances().size())) {
            reports = LatencyReport.measure(
                    launchers,
                    options.prompts,
                    model == null ? Map.of() : model.settings(),
                    speech,
                    lines,
                    options.seed,
                    bar::step);
        }
        for (LatencyReport report : reports.reversed()) {
            options.report(spec.commandLine().getOut(), "latency", report.text(), report.json());
        }
        return 0;
    }
}
