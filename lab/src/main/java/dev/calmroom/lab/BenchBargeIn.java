package dev.calmroom.lab;

import dev.calmroom.bench.BargeInBench;
import dev.calmroom.bench.BargeInReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A voice over the persona's: how soon the persona gives way to words, and to what it should not. */
@Command(
        name = "barge-in",
        description = "Interrupts a service of its own with words, backchannels and coughs, with and without an echo.",
        mixinStandardHelpOptions = true)
final class BenchBargeIn implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--words",
            defaultValue = "32",
            description = "Interruptions at each loudness and echo; half as many backchannels, a quarter coughs.")
    private int words;

    @Option(names = "--lines", defaultValue = "3", description = "Calls at the same time (${DEFAULT-VALUE}).")
    private int lines;

    @Option(names = "--explain", description = "List each one that was late or came out wrong.")
    private boolean explain;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path interjections = options.corpora.resolve("barge-in.yaml");
        BargeInReport report;
        try (ProgressBar bar = new ProgressBar("interrupting", BargeInBench.steps(words))) {
            report = BargeInBench.measure(options.prompts, interjections, words, lines, options.seed, bar::step);
        }
        options.report(spec.commandLine().getOut(), "barge-in", report.text(), report.json());
        if (explain) {
            spec.commandLine().getOut().println(report.failures());
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
