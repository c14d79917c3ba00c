package dev.calmroom.cli;

import dev.calmroom.judging.Graders;
import dev.calmroom.judging.JudgeListener;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.LanguageModels;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.replay.BuiltInEngines;
import dev.calmroom.replay.Players;
import dev.calmroom.roleplay.WithGuests;
import dev.calmroom.scenario.Circumstances;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.swap.Actor;
import dev.calmroom.swap.Cue;
import dev.calmroom.swap.Inside;
import dev.calmroom.swap.Leaders;
import dev.calmroom.swap.SwappedCall;
import dev.calmroom.transcript.Turn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A call from the other chair. */
@Command(
        name = "swap",
        description = "Swap seats: play the persona yourself while an authored leader leads, well or badly.",
        footer = {
            "",
            "Code decides from the leader's lines what the persona does and how it feels, as in",
            "any call; each turn says what that is, with a line for it. You say it in your own",
            "words; an empty line says the one that is offered. Your words move nothing. When the",
            "call is over you read what each of the leader's lines did to the persona as written.",
            "The call is nobody's attempt."
        },
        mixinStandardHelpOptions = true)
final class SwapCommand implements Callable<Integer> {
    /** With fewer, as in the page's report, a leader's lines are no evidence of anything. */
    private static final int FEWEST_WORDS = 4;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SCENARIO", description = "Which scenario; without it the first.")
    private @Nullable String scenario;

    @Option(names = "--leader", paramLabel = "NAME", description = "Who leads; without it you are told who there is.")
    private @Nullable String leader;

    @Option(
            names = "--say",
            paramLabel = "WORDS",
            description = {
                "What the persona says, a turn; may be given more than once, and after the last the persona hangs up.",
                "Without it every turn is asked for."
            })
    private List<String> said = List.of();

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the session (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the session's events, one a line, as JSON.")
    private @Nullable Path out;

    @Mixin
    private PromptsFolder prompts = new PromptsFolder();

    @Override
    public Integer call() throws IOException, InterruptedException {
        ScenarioFiles files = new ScenarioFiles(prompts.path());
        Scenario played = files.load(scenario != null ? scenario : files.first());
        Optional<LanguageModel> model = model();
        Leaders leaders = new Leaders(prompts.path(), model);
        LeaderScript script = chosen(leaders, played);
        if (script.isPlayedByModel()) {
            load(model.orElseThrow());
        }
        List<LoggedEvent> events = new ArrayList<>();
        if (out != null) {
            // What cannot be written is found out before anything is said.
            Files.write(out, List.of(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        try {
            play(played, leaders, script, events);
        } finally {
            // Also what was said before a leader's model failed.
            if (out != null) {
                Files.write(out, events.stream().map(EventJson::write).toList());
            }
        }
        report(played, script, events);
        return 0;
    }

    private LeaderScript chosen(Leaders leaders, Scenario played) {
        if (leader != null) {
            return leaders.named(played.id(), leader);
        }
        List<LeaderScript> offered = leaders.offered(played.id());
        throw new ParameterException(
                spec.commandLine(),
                offered.isEmpty()
                        ? "No leader is written for '%s': write one in prompts/leaders, with a seat."
                                .formatted(played.id())
                        : "Say who leads, with --leader:%n%s"
                                .formatted(
                                        offered.stream().map(SwapCommand::line).collect(Collectors.joining("\n"))));
    }

    private static String line(LeaderScript offered) {
        return "  %-20s %s (leads %s)".formatted(offered.id(), offered.title(), offered.leads());
    }

    /** Looked for only where the environment names one. */
    private static Optional<LanguageModel> model() {
        return Replay.isConfigured(System::getenv)
                ? LanguageModels.connect(ModelSettings.from(System::getenv).unhurried())
                : Optional.empty();
    }

    /** One that is still loading when the leader's first line is wanted would be a leader who cannot be had. */
    private void load(LanguageModel model) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        err.printf("Waiting until %s is loaded…%n", model.name());
        err.flush();
        model.awake();
    }

    private void play(Scenario played, Leaders leaders, LeaderScript script, List<LoggedEvent> events) {
        BuiltInEngines engines = new BuiltInEngines();
        Players players = Players.builtIn(prompts.path(), played, engines);
        WithGuests ringing = players.ringing(seed);
        SessionEvent.SessionStarted started = new SessionEvent.SessionStarted(
                "swapped",
                new SessionEvent.SessionStarted.Setting(
                        played.id(), played.plot().framework(), played.sha256(), seed),
                SwappedCall.engines("built-in", "built-in"),
                Instant.EPOCH,
                ringing.state(),
                null,
                Circumstances.PLAIN.led(Leaders.swapped(script)),
                played.files().each());
        PrintWriter paper = spec.commandLine().getOut();
        ReadableLog readable = new ReadableLog(played, paper);
        new SwappedCall(
                        played,
                        leaders.play(script, played.plot(), seed),
                        PersonaAgents.understudy(prompts.path(), played, engines.embeddings()),
                        person -> PersonaAgents.playedBy(person, prompts.path(), played, engines.embeddings()))
                .play(started, ringing, actor(played.plot()), event -> {
                    events.add(event);
                    readable.accept(event);
                    paper.flush();
                });
    }

    private Actor actor(Plot plot) {
        return said.isEmpty() ? asking(plot) : scripted(said.iterator());
    }

    private static Actor scripted(Iterator<String> lines) {
        return cue -> lines.hasNext() ? Optional.of(wordsOr(lines.next(), cue)) : Optional.empty();
    }

    private static String wordsOr(String words, Cue cue) {
        return words.isBlank() ? cue.line() : words.strip();
    }

    private Actor asking(Plot plot) {
        BufferedReader keys = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintWriter paper = spec.commandLine().getOut();
        return cue -> {
            paper.printf("# what %s does: %s%n", plot.persona().name(), cue.direction());
            cue.facts().forEach(fact -> paper.printf("#   %s%n", fact));
            paper.printf("#   %s%n# for instance: %s%n", felt(cue.feels()), cue.line());
            paper.printf("# %s", cue.last() ? "your last words> " : "you> ");
            paper.flush();
            try {
                return Optional.ofNullable(keys.readLine()).map(words -> wordsOr(words, cue));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static String felt(Map<String, Double> feels) {
        return feels.entrySet().stream()
                .map(felt -> "%s %.0f".formatted(felt.getKey(), 100 * felt.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void report(Scenario played, LeaderScript script, List<LoggedEvent> events) {
        PrintWriter paper = spec.commandLine().getOut();
        String name = played.plot().persona().name();
        paper.printf("%nWhat each line did to %s as written%n%n", name);
        paper.println(Inside.of(events, played.feelings()).text());
        Graders graders = new Graders(
                prompts.path(),
                framework -> BuiltInEngines.appraiser(prompts.path(), framework),
                (rubric, prompt) -> Optional.empty());
        List<Turn> said = new PlayedCall(events).conversation();
        if (said.stream().filter(Turn::isLeader).mapToInt(SwapCommand::words).sum() < FEWEST_WORDS) {
            paper.println("The leader said too little for a score.");
            paper.flush();
            return;
        }
        Scorecard card = graders.builtIn(played.plot().framework())
                .grade(said, seed, "the seats were swapped", JudgeListener.NOBODY);
        paper.printf(
                "The leader was %s; the same judge gives these lines %d of 100. You were %s: the score is not yours.%n",
                script.title(), card.score(), name);
        paper.flush();
    }

    private static int words(Turn turn) {
        return turn.text().isBlank() ? 0 : turn.text().strip().split("\\s+").length;
    }
}
