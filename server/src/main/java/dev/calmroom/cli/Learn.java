package dev.calmroom.cli;

import dev.calmroom.log.EndReason;
import dev.calmroom.replay.BuiltInEngines;
import dev.calmroom.replay.Leader;
import dev.calmroom.replay.Leader.Action;
import dev.calmroom.replay.Players;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Learns what the prompts teach and keeps it in the cache folder: the build runs it, so that no first call has to. */
@Command(
        name = "learn",
        hidden = true,
        description = "Learn now what the first call with these prompts would learn, and keep it in the cache folder.",
        mixinStandardHelpOptions = true)
final class Learn implements Runnable {
    /** What is learned beside the start is waited for by whoever asks something. */
    private static final String ASKED = "What happened?";

    @Mixin
    private PromptsFolder prompts = new PromptsFolder();

    @Override
    public void run() {
        ScenarioFiles files = new ScenarioFiles(prompts.path());
        BuiltInEngines engines = new BuiltInEngines();
        for (String id : files.ids()) {
            Scenario scenario = files.load(id);
            Iterator<Action> says = List.<Action>of(
                            new Action.Says(ASKED, Duration.ZERO), new Action.HangsUp(EndReason.HUNG_UP))
                    .iterator();
            Leader leader = scene -> says.next();
            Players.builtIn(prompts.path(), scenario, engines).simulate(leader, 1);
        }
    }
}
