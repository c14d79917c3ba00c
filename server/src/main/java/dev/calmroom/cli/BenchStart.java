package dev.calmroom.cli;

import dev.calmroom.bench.StartReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--prompts",
            defaultValue = "${env:CALMROOM_PROMPTS:-prompts}",
            description = "Folder with scenarios and frameworks (${DEFAULT-VALUE}).")
    private Path prompts = Path.of("prompts");

    @Option(names = "--times", defaultValue = "7", description = "How often (${DEFAULT-VALUE}).")
    private int times;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        StartReport report;
        try (ProgressBar bar = new ProgressBar("starts", times)) {
            report = StartReport.measure(prompts, times, 0, bar::step);
        }
        spec.commandLine().getOut().println(json ? report.json() : report.text());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
