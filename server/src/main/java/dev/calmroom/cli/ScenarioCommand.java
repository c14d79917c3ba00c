package dev.calmroom.cli;

import dev.calmroom.authoring.ScenarioBox;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What can be done with a scenario as a whole. */
@Command(
        name = "scenario",
        description = "Give a scenario away in one file, or put one in place.",
        mixinStandardHelpOptions = true)
final class ScenarioCommand {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Command(
            name = "pack",
            description = "Write a scenario into one file, with its framework and the leaders written for it.",
            mixinStandardHelpOptions = true)
    int pack(
            @Parameters(paramLabel = "NAME", description = "The scenario's id.") String name,
            @Parameters(arity = "0..1", paramLabel = "FILE", description = "Where to; NAME.zip when left out.")
                    @Nullable
                    Path file,
            @Option(names = "--replace", description = "Write over a file that is there.") boolean replace,
            @Mixin PromptsFolder prompts)
            throws IOException {
        Path to = file != null ? file : Path.of(name + ".zip");
        List<String> along = new ScenarioBox(prompts.path()).pack(name, to, replace);
        say("%s: %s is in it, with %s".formatted(to, name, String.join(", ", along)));
        return 0;
    }

    @Command(
            name = "install",
            description = "Put a scenario in place that somebody else has packed; it is checked first.",
            mixinStandardHelpOptions = true)
    int install(
            @Parameters(paramLabel = "FILE", description = "What «scenario pack» has written.") Path file,
            @Option(names = "--replace", description = "Write over a scenario, a framework and leaders that are there.")
                    boolean replace,
            @Mixin PromptsFolder prompts)
            throws IOException {
        ScenarioBox.Installed installed = new ScenarioBox(prompts.path()).install(file, replace);
        String id = installed.id();
        installed.kept().forEach(place -> say("%s: is there already and stays as it is".formatted(place)));
        say("%s: good (%d facts), and among the calls from now on"
                .formatted(
                        id,
                        new ScenarioFiles(prompts.path())
                                .load(id)
                                .plot()
                                .facts()
                                .size()));
        return 0;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
