package dev.calmroom.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many calls of an experiment are played at once: all commands that play one ask for it in the same way. */
final class Jobs {
    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Calls played at once; the machine's cores when left out.")
    private @Nullable Integer jobs;

    /** @throws IllegalArgumentException when fewer than one are asked for */
    int atOnce() {
        return jobs == null ? Runtime.getRuntime().availableProcessors() : TuneRun.atLeastOne("--jobs", jobs);
    }
}
