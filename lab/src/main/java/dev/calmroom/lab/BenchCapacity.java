package dev.calmroom.lab;

import dev.calmroom.bench.CapacityReport;
import dev.calmroom.bench.DelayedModel;
import dev.calmroom.bench.Speech;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** So many callers at once. */
@Command(
        name = "capacity",
        description =
                "Lets callers talk to a service of its own at the same time, and sends one more than it has lines.",
        mixinStandardHelpOptions = true)
final class BenchCapacity implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--calls",
            split = ",",
            defaultValue = "16",
            description = "How many at once; several numbers, with commas, are measured in turn (${DEFAULT-VALUE}).")
    private List<Integer> calls = List.of();

    @Option(names = "--turns", defaultValue = "8", description = "Utterances a call (${DEFAULT-VALUE}).")
    private int turns;

    @Mixin
    private ModelDelay delay = new ModelDelay();

    @Override
    public Integer call() throws IOException, InterruptedException {
        int most = calls.stream().mapToInt(Integer::intValue).max().orElse(1) * turns;
        Speech speech = options.speech(most);
        long all = calls.stream().mapToLong(it -> (long) it * turns).sum();
        CapacityReport report;
        try (DelayedModel model = delay.model(options);
                ProgressBar bar = new ProgressBar("calls", all)) {
            report = CapacityReport.measure(
                    options.prompts,
                    model == null ? Map.of() : model.settings(),
                    speech.utterances(),
                    calls,
                    turns,
                    options.seed,
                    bar::step);
        }
        options.report(spec.commandLine().getOut(), "capacity", report.text(), report.json());
        return 0;
    }
}
