package dev.calmroom.cli;

import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.replay.Players;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.tuning.Explanation;
import dev.calmroom.tuning.LoggedCall;
import dev.calmroom.tuning.Troupe;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows why the persona answered as it did. */
@Command(
        name = "explain",
        description =
                "Show why the persona answered as it did: what was heard, which rule answered, which line was picked.",
        footer = {
            "",
            "CALL is a session's events in JSON, the id of a session that the service at --url keeps, or a plain transcript;",
            "of a transcript it is explained what the persona says to the leader's words now. With --turn the prompt is",
            "shown that a language model gets."
        },
        mixinStandardHelpOptions = true)
final class Explain implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "CALL", description = "The call: a session's id, a log of events or a transcript.")
    private String call = "";

    @Option(names = "--turn", paramLabel = "N", description = "Only this turn of the leader's, or its answer.")
    private @Nullable Integer turn;

    @Option(
            names = "--scenario",
            description =
                    "Which scenario; without it the one that the call is of, else the one whose persona speaks in it.")
    private @Nullable String scenario;

    @Option(names = "--url", defaultValue = "http://localhost:8080", description = "The service (${DEFAULT-VALUE}).")
    private URI url = URI.create("http://localhost:8080");

    @Mixin
    private PromptsFolder prompts = new PromptsFolder();

    @Override
    public Integer call() throws IOException, InterruptedException {
        CallLookedInto found = CallLookedInto.of(
                call, url, prompts.path(), scenario, spec.commandLine().getErr());
        Scenario played = found.scenario();
        Troupe troupe = new Troupe(ModelCache.standard(System.getenv()).place());
        Players players = troupe.players(prompts.path(), played, PersonaAgents.byLines(played));
        LoggedCall file = LoggedCall.of(found.file(), played, players, 1);
        Explanation explanation = new Explanation(
                troupe, prompts.path(), played, ConfiguredModels.here().manner());
        PrintWriter out = spec.commandLine().getOut();
        out.print(turn == null ? explanation.all(file) : explanation.turn(file, turn));
        out.flush();
        return 0;
    }
}
