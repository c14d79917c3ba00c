package dev.calmroom.cli;

import dev.calmroom.log.LoggedEvent;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.replay.Players;
import dev.calmroom.scenario.CallSettings;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.tuning.Explanation;
import dev.calmroom.tuning.LoggedCall;
import dev.calmroom.tuning.ModelSource;
import dev.calmroom.tuning.Troupe;
import dev.calmroom.tuning.Variant;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says one thing to the persona, at any moment of a call, and to an older version of it. */
@Command(
        name = "try",
        description = "Say one thing to the persona and see what comes of it, now and with other prompts.",
        mixinStandardHelpOptions = true)
final class Try implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "WORDS", description = "What the leader says.")
    private String words = "";

    @Option(
            names = "--after",
            paramLabel = "CALL:N",
            description =
                    "After the persona's turn N of this call, a file or the id of a session that the service at --url"
                            + " keeps; without it after the opening.")
    private @Nullable String after;

    @Option(
            names = "--against",
            paramLabel = "PROMPTS",
            description = "Another prompts folder, or git:REVISION of this one.")
    private @Nullable String against;

    @Option(names = "--scenario", description = "Which scenario; without it the call's, else the first.")
    private @Nullable String scenario;

    @Option(
            names = "--model",
            description =
                    "Let the configured language model word the answer as well, with both versions of the prompts.")
    private boolean model;

    @Option(names = "--url", defaultValue = "http://localhost:8080", description = "The service (${DEFAULT-VALUE}).")
    private URI url = URI.create("http://localhost:8080");

    @Mixin
    private PromptsFolder prompts = new PromptsFolder();

    /** @return where the call's name ends; -1 where there is none */
    private static int colon(@Nullable String after) {
        int colon = after == null ? -1 : after.lastIndexOf(':');
        if (after != null && (colon < 0 || !after.substring(colon + 1).matches("[0-9]{1,5}"))) {
            throw new IllegalArgumentException("--after: expected a call and a turn, CALL:6, found " + after);
        }
        return colon;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        int colon = colon(after);
        CallLookedInto past = after == null
                ? null
                : CallLookedInto.of(
                        after.substring(0, colon),
                        url,
                        prompts.path(),
                        scenario,
                        spec.commandLine().getErr());
        Scenario played = past == null ? fresh() : past.scenario();
        Troupe troupe = new Troupe(ModelCache.standard(System.getenv()).place());
        Players players = troupe.players(prompts.path(), played, PersonaAgents.byLines(played));
        LoggedCall call =
                past == null ? LoggedCall.opening(players, 1) : LoggedCall.of(past.file(), played, players, 1);
        int turn = after == null ? 1 : Integer.parseInt(after.substring(colon + 1));
        PrintWriter out = spec.commandLine().getOut();
        ModelSource models = ConfiguredModels.here();
        Explanation explanation = new Explanation(troupe, prompts.path(), played, models.manner());
        Said now = new Said(explanation, prompts.path(), played, call, turn);
        try (@Nullable ModelSays says = model ? says(troupe, models) : null) {
            if (against == null) {
                out.print(explanation.tried(call, turn, words) + worded(now, says));
            } else {
                Variant other = PromptsArgument.layOut("before", against, prompts.path());
                try {
                    Scenario old = CallSettings.held(
                            other.prompts(), new ScenarioFiles(other.prompts()).load(played.id()), held(call));
                    Explanation earlier = new Explanation(troupe, other.prompts(), old, models.manner());
                    out.print(both(new Said(earlier, other.prompts(), old, call, turn), now, says));
                } catch (InvalidPromptsException e) {
                    throw e.seenFrom(other.prompts(), against);
                }
            }
        }
        out.flush();
        return 0;
    }

    private ModelSays says(Troupe troupe, ModelSource models) throws InterruptedException {
        return new ModelSays(
                troupe,
                models,
                ConfiguredModels.loaded(models, spec.commandLine().getErr()));
    }

    private Scenario fresh() {
        ScenarioFiles files = new ScenarioFiles(prompts.path());
        return files.load(scenario != null ? scenario : files.first());
    }

    private static Circumstances held(LoggedCall call) {
        return LoggedEvent.start(call.events())
                .map(started -> Circumstances.of(started.circumstances()))
                .orElse(Circumstances.PLAIN);
    }

    /** The same words with one version of the prompts. */
    private record Said(Explanation explanation, Path prompts, Scenario scenario, LoggedCall call, int after) {}

    private String both(Said earlier, Said now, @Nullable ModelSays says) {
        String before = earlier.explanation().tried(earlier.call(), earlier.after(), words);
        String after = now.explanation().tried(now.call(), now.after(), words);
        if (before.equals(after)) {
            // What is written for models alone is seen in the prompt alone.
            String asked = earlier.explanation().triedWithPrompt(earlier.call(), earlier.after(), words);
            String asksNow = now.explanation().triedWithPrompt(now.call(), now.after(), words);
            if (asked.equals(asksNow)) {
                return "WITH %s AND NOW, the same in everything%n%s%s".formatted(against, after, worded(now, says));
            }
            before = asked;
            after = asksNow;
        }
        return "WITH %s%n%s%s%nNOW%n%s%s".formatted(against, before, worded(earlier, says), after, worded(now, says));
    }

    private String worded(Said said, @Nullable ModelSays says) {
        return says == null
                ? ""
                : says.to(
                        said.explanation().ordered(said.call(), said.after(), words), said.prompts(), said.scenario());
    }
}
