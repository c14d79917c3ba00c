package dev.calmroom.cli;

import dev.calmroom.replay.Players;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.tuning.Simulation;
import dev.calmroom.tuning.SimulationTable;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what the prompts make of many calls. */
@Command(
        name = "tune",
        description = "Let the simulated leaders call, and show how the persona feels, what it does and how calls end.",
        footer = {"", "The table is Markdown. The same files give the same table."},
        subcommands = {
            TuneRun.class,
            TuneDiff.class,
            TunePropose.class,
            TuneBaseline.class,
            TuneGrades.class,
            TuneLeader.class
        },
        mixinStandardHelpOptions = true)
final class Tune implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--scenario", description = "Which scenario; without it the first.")
    private @Nullable String scenario;

    @Option(names = "--leader", description = "Only this leader; may be given several times.")
    private List<String> only = List.of();

    @Option(
            names = "--calls",
            defaultValue = "10",
            description = "Calls of each leader, seeds from 1 (${DEFAULT-VALUE}).")
    private int calls;

    @Mixin
    private PromptsFolder prompts = new PromptsFolder();

    @Override
    public void run() {
        if (calls < 1) {
            throw new IllegalArgumentException("--calls: expected at least 1, found " + calls);
        }
        ScenarioFiles files = new ScenarioFiles(prompts.path());
        Scenario played = files.load(scenario != null ? scenario : files.first());
        List<LeaderScript> leaders = leaders(played);
        Players players = Players.builtIn(prompts.path(), played);
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        out.print(new SimulationTable(played, Simulation.run(players, leaders, calls, leader -> {
                    err.printf("%s: %d calls%n", leader.id(), calls);
                    err.flush();
                }))
                .markdown());
        out.flush();
    }

    private List<LeaderScript> leaders(Scenario played) {
        List<LeaderScript> all = LeaderScript.readAll(prompts.path(), played.id());
        List<String> ids = all.stream().map(LeaderScript::id).toList();
        if (all.isEmpty()) {
            throw new IllegalArgumentException("%s: no leaders for the scenario '%s'"
                    .formatted(prompts.path().resolve("leaders"), played.id()));
        }
        for (String wanted : only) {
            if (!ids.contains(wanted)) {
                throw new IllegalArgumentException("--leader: there is no '%s'; there are %s".formatted(wanted, ids));
            }
        }
        return only.isEmpty()
                ? all
                : all.stream().filter(leader -> only.contains(leader.id())).toList();
    }
}
