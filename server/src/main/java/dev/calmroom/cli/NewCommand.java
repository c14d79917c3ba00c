package dev.calmroom.cli;

import dev.calmroom.authoring.NewFramework;
import dev.calmroom.authoring.NewScenario;
import dev.calmroom.scenario.Framework;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins something that an author writes. */
@Command(name = "new", description = "Begin a scenario or a framework of your own.", mixinStandardHelpOptions = true)
final class NewCommand {
    @Command(
            name = "scenario",
            description = "Write a complete, valid scenario on one sheet, to be written over.",
            mixinStandardHelpOptions = true)
    int scenario(
            @Parameters(paramLabel = "NAME", description = "The name of its folder.") String name,
            @Option(
                            names = "--framework",
                            description = "By which it is scored; without it that of the first scenario.")
                    @Nullable
                    String framework,
            @Mixin PromptsFolder prompts)
            throws IOException {
        ScenarioFiles files = new ScenarioFiles(prompts.path());
        Path sheet =
                new NewScenario(prompts.path()).write(name, framework != null ? framework : files.firstFramework());
        Scenario scenario = files.load(name);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s: good (%d facts)%n", sheet, scenario.plot().facts().size());
        out.printf(
                "Write over it from the top; ./calmroom validate after every edit. docs/authoring.md goes on from here.%n");
        out.flush();
        return 0;
    }

    @Command(
            name = "framework",
            description = "Write a small framework that works, to be written over: moves, criteria and examples.",
            mixinStandardHelpOptions = true)
    int framework(
            @Parameters(paramLabel = "NAME", description = "The name of its folder.") String name,
            @Mixin PromptsFolder prompts)
            throws IOException {
        NewFramework laid = new NewFramework(prompts.path());
        Framework framework = laid.write(name);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s: good (%d moves, %d criteria, %d example lines)%n",
                laid.folder(name),
                framework.moves().size(),
                framework.criteria().size(),
                new FrameworkFiles(prompts.path()).examples(framework).size());
        out.printf("A call by it: ./calmroom new scenario NAME --framework %s%n", name);
        out.flush();
        return 0;
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;
}
