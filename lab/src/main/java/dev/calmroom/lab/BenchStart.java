package dev.calmroom.lab;

import dev.calmroom.bench.StartReport;
import java.io.IOException;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** From the start of the process until a call can be taken. */
@Command(
        name = "start",
        description = "Starts the service several times and times each until it is ready.",
        mixinStandardHelpOptions = true)
final class BenchStart implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--times", defaultValue = "7", description = "How often (${DEFAULT-VALUE}).")
    private int times;

    @Override
    public Integer call() throws IOException {
        StartReport report;
        try (ProgressBar bar = new ProgressBar("starts", times)) {
            report = StartReport.measure(options.prompts, times, options.seed, bar::step);
        }
        options.report(spec.commandLine().getOut(), "start", report.text(), report.json());
        return 0;
    }
}
