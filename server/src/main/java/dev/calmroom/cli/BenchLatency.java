package dev.calmroom.cli;

import dev.calmroom.bench.LatencyReport;
import dev.calmroom.bench.Speech;
import java.io.IOException;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Voice to voice: from the true end of her speech to the first sound of his. */
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

    @Override
    public Integer call() throws IOException, InterruptedException {
        Speech speech = options.speech(turns);
        LatencyReport report;
        try (ProgressBar bar = new ProgressBar("speaking", speech.utterances().size())) {
            report = LatencyReport.measure(options.prompts, speech, lines, options.seed, bar::step);
        }
        spec.commandLine().getOut().println(options.json ? report.json() : report.text());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
