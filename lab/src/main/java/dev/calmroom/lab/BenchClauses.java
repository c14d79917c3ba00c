package dev.calmroom.lab;

import dev.calmroom.comprehension.ClauseLooks;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** How turns are cut into clauses, for whoever trains the network that reads them (training/reading). */
@Command(
        name = "clauses",
        description = "Prints for each turn of a file, one JSON string a line, its clauses and what their form tells.",
        mixinStandardHelpOptions = true)
final class BenchClauses implements Callable<Integer> {
    @Option(
            names = "--prompts",
            defaultValue = "${env:CALMROOM_PROMPTS:-prompts}",
            description = "Folder with scenarios and cues (${DEFAULT-VALUE}).")
    private Path prompts = Path.of("prompts");

    @Option(
            names = "--scenario",
            defaultValue = "platform-down",
            description = "The scenario by whose name the persona is called (${DEFAULT-VALUE}).")
    private String scenario = "";

    @Parameters(description = "The file.")
    private Path turns = Path.of(".");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        HearingCues cues = HearingCues.read(prompts)
                .of(new ScenarioFiles(prompts).load(scenario).plot().persona());
        JsonMapper json = new JsonMapper();
        for (String line : Files.readAllLines(turns)) {
            out.println(json.writeValueAsString(ClauseLooks.in(json.readValue(line, String.class), cues)));
        }
        out.flush();
        return 0;
    }
}
