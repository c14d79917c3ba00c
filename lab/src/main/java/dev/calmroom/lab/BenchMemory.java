package dev.calmroom.lab;

import dev.calmroom.bench.MemoryReport;
import dev.calmroom.bench.Speech;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Resident memory. */
@Command(
        name = "memory",
        description = "Resident memory of a service of its own: one call, more at once, many in turn, one long call.",
        mixinStandardHelpOptions = true)
final class BenchMemory implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--at-once", defaultValue = "8", description = "Calls at the same time (${DEFAULT-VALUE}).")
    private int atOnce;

    @Option(names = "--calls", defaultValue = "100", description = "Short calls in turn (${DEFAULT-VALUE}); 0: none.")
    private int calls;

    @Option(names = "--minutes", defaultValue = "0", description = "Length of one long call (none).")
    private int minutes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Speech speech = options.speech(0);
        MemoryReport report;
        try (ProgressBar bar = new ProgressBar("calls and minutes", calls + minutes)) {
            report = MemoryReport.measure(
                    options.prompts,
                    speech,
                    Math.max(2, atOnce),
                    calls,
                    Duration.ofMinutes(minutes),
                    options.seed,
                    bar::stepBy);
        }
        options.report(spec.commandLine().getOut(), "memory", report.text(), report.json());
        return 0;
    }
}
