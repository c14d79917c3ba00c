package dev.calmroom.cli;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.persona.Manner;
import dev.calmroom.persona.ReadingModels;
import dev.calmroom.replay.BuiltInEngines;
import dev.calmroom.replay.CarriedCall;
import dev.calmroom.replay.ModelRun;
import dev.calmroom.replay.Players;
import dev.calmroom.replay.RecordedLeader;
import dev.calmroom.replay.TurnTimes;
import dev.calmroom.replay.TurnTimes.Took;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.tuning.ModelSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the leader's words of a past call through the persona again, at once and without audio. */
@Command(
        name = "replay",
        description = "Run the leader's words of a transcript through the persona again.",
        footer = {
            "",
            "A WAV is the leader's voice alone, or a side on each of two channels: it is recognised, and turns are told apart",
            "as in a live call.",
            "The same words, files and seed give the same events where no language model speaks. Without --json the output is a transcript again,",
            "with what moved the persona in lines that begin with #."
        },
        mixinStandardHelpOptions = true)
final class Replay implements Callable<Integer> {
    private static final long SEED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CallSource source = new CallSource();

    @Mixin
    private RunAgain otherwise = new RunAgain();

    @Option(names = "--json", description = "Write one session event a line.")
    private boolean json;

    @Option(
            names = "--seed",
            description = "Seed of the session; without it the one that the file names, else " + SEED + ".")
    private @Nullable Long seed;

    @Option(
            names = "--model",
            negatable = true,
            arity = "0",
            description = {
                "Whether the language model of CALMROOM_LLM_* words the persona, waited for as long as it takes;",
                "without this option it does where CALMROOM_LLM_MODEL or CALMROOM_LLM_BASE_URL is set."
            })
    private @Nullable Boolean model;

    @Option(
            names = "--record",
            paramLabel = "OUT",
            description = {
                "Write who worded each turn, the model's answers, and what was refused and why.",
                "Such a file can be run again with --again."
            })
    private @Nullable Path record;

    @Option(
            names = "--again",
            description = "FILE was written by --record: the same answers to the same words, without the model.")
    private boolean again;

    private final BuiltInEngines engines = new BuiltInEngines();
    private final TurnTimes times = new TurnTimes();
    private final WordedTurns worded =
            new WordedTurns(spoke -> times.of(spoke.turn()).map(Took::firstWord));

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (again) {
            rehearseAgain();
        } else {
            rehearse();
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private void rehearse() throws IOException, InterruptedException {
        CallSource.Found found = source.read();
        Scenario played = found.scenario();
        long playedSeed = seed != null
                ? seed
                : found.call().start().map(RecordedCall.Start::seed).orElse(SEED);
        boolean byModel = model == null ? !otherwise.isAsked() && isConfigured(System::getenv) : model;
        if (record != null && (!byModel || otherwise.isAsked())) {
            throw new ParameterException(
                    spec.commandLine(),
                    byModel
                            ? "--record keeps one call; leave out --against and --seeds"
                            : "--record keeps a language model's answers, and none is configured");
        }
        RunAgain.Course course = byModel ? byModel(found.call()) : builtIn(found);
        if (otherwise.isAsked()) {
            otherwise.run(
                    course,
                    found::in,
                    source.prompts(),
                    playedSeed,
                    spec.commandLine().getOut());
        } else {
            play(course, played, playedSeed);
            if (byModel && json) {
                spec.commandLine().getErr().println(worded.line());
            }
        }
    }

    private void play(RunAgain.Course course, Scenario played, long withSeed) {
        Consumer<LoggedEvent> log = log(played);
        course.play(source.prompts(), Players.builtIn(source.prompts(), played, engines), withSeed, event -> {
            log.accept(event);
            worded.accept(event.event());
        });
    }

    /** A call of ours by its own times, any other at the pace of its words. */
    private static RunAgain.Course builtIn(CallSource.Found found) {
        return (_, players, withSeed, log) -> {
            if (found.log().isPresent()) {
                players.again(found.log().get(), withSeed, log);
            } else {
                players.rehearse(new RecordedLeader(found.call()), withSeed, log);
            }
        };
    }

    private RunAgain.Course byModel(RecordedCall call) throws InterruptedException {
        ModelSource models = ConfiguredModels.here();
        LanguageModel speaker =
                ConfiguredModels.loaded(models, spec.commandLine().getErr());
        Manner manner = models.manners().of(speaker.name());
        ReadingModels.Use reading = models.reading();
        return (prompts, players, withSeed, log) -> {
            CarriedCall carried = new ModelRun(prompts, players, engines.embeddings(), times)
                    .carry(call, withSeed, speaker, manner, reading, log);
            if (record != null) {
                carried.write(record);
            }
        };
    }

    /** The call is the recording's own: whose words, which scenario, which seed. */
    private void rehearseAgain() {
        CarriedCall carried = CarriedCall.read(source.file());
        Scenario played = source.scenarioElse(carried.scenario());
        if (otherwise.isAsked()) {
            if (record != null) {
                throw new ParameterException(
                        spec.commandLine(), "--record keeps one call; leave out --against and --seeds");
            }
            otherwise.run(
                    (prompts, players, withSeed, log) ->
                            new ModelRun(prompts, players, engines.embeddings()).again(carried.withSeed(withSeed), log),
                    prompts -> new ScenarioFiles(prompts).load(played.id()),
                    source.prompts(),
                    seed == null ? carried.seed() : seed,
                    spec.commandLine().getOut());
            return;
        }
        ModelRun run = new ModelRun(
                source.prompts(), Players.builtIn(source.prompts(), played, engines), engines.embeddings());
        CarriedCall now = run.again(seed == null ? carried : carried.withSeed(seed), log(played));
        if (record != null) {
            now.write(record);
        }
    }

    private Consumer<LoggedEvent> log(Scenario played) {
        PrintWriter out = spec.commandLine().getOut();
        return json ? event -> out.println(EventJson.write(event)) : new ReadableLog(played, out, times::of);
    }

    /** Whether the environment says which model: none is looked for that nobody has named. */
    static boolean isConfigured(Function<String, @Nullable String> environment) {
        String provider = environment.apply("CALMROOM_LLM_PROVIDER");
        if ("understudy".equalsIgnoreCase(provider)) {
            return false;
        }
        return Stream.of("CALMROOM_LLM_BASE_URL", "CALMROOM_LLM_MODEL")
                .map(environment)
                .anyMatch(value -> value != null && !value.isBlank());
    }
}
