package dev.calmroom.cli;

import dev.calmroom.audio.Wav;
import dev.calmroom.call.VirtualCall;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.LanguageModels;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.persona.Manner;
import dev.calmroom.persona.Manners;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.replay.CarriedCall;
import dev.calmroom.replay.ModelRun;
import dev.calmroom.replay.Players;
import dev.calmroom.replay.RecordedLeader;
import dev.calmroom.replay.SpokenCall;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.turntaking.EndOfTurnDetector;
import dev.calmroom.turntaking.EndingModel;
import dev.calmroom.turntaking.PauseStatistics;
import dev.calmroom.turntaking.SileroModel;
import dev.calmroom.turntaking.TurnLexicon;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the leader's words of a past call through the persona again, at once and without audio. */
@Command(
        name = "replay",
        description = "Run the leader's words of a transcript through the persona again.",
        footer = {
            "",
            "FILE is a transcript, a turn a line («Leader: …», «<persona>: …»), the JSON of a session's events, or a WAV of",
            "the leader's voice alone: it is recognised, and turns are told apart as in a live call.",
            "The same words, files and seed give the same events where no language model speaks. Without --json the output is a transcript again,",
            "with what moved the persona in lines that begin with #."
        },
        mixinStandardHelpOptions = true)
final class Replay implements Runnable {
    private static final long SEED = 1;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Transcript, event log, or WAV of the leader's voice.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Write one session event a line.")
    private boolean json;

    @Option(
            names = "--scenario",
            description = "Which scenario; without it the one that the file names, else the first.")
    private @Nullable String scenario;

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

    @Option(
            names = "--prompts",
            defaultValue = "${env:CALMROOM_PROMPTS:-prompts}",
            description = "Folder with scenarios, frameworks and lines (${DEFAULT-VALUE}).")
    private Path prompts = Path.of("prompts");

    private final EmbeddingModel embeddings = Players.embeddings();

    @Override
    public void run() {
        ScenarioFiles files = new ScenarioFiles(prompts);
        if (again) {
            rehearseAgain(files);
        } else {
            rehearse(files);
        }
        spec.commandLine().getOut().flush();
    }

    private void rehearse(ScenarioFiles files) {
        RecordedCall call = isSound() ? spoken(files) : RecordedCall.read(file, personaNames(files));
        Scenario played = files.load(scenarioOf(call, files));
        long playedSeed = seed != null
                ? seed
                : call.start().map(RecordedCall.SessionStarted::seed).orElse(SEED);
        if (model == null ? isConfigured(System::getenv) : model) {
            rehearseWithModel(played, call, playedSeed, log(played));
        } else if (record != null) {
            throw new ParameterException(
                    spec.commandLine(), "--record keeps a language model's answers, and none is configured");
        } else {
            Players.builtIn(prompts, played, embeddings).rehearse(new RecordedLeader(call), playedSeed, log(played));
        }
    }

    private void rehearseWithModel(Scenario played, RecordedCall call, long playedSeed, Consumer<LoggedEvent> log) {
        LanguageModel speaker = LanguageModels.connect(
                        ModelSettings.from(System::getenv).unhurried())
                .orElseThrow(() -> new IllegalArgumentException(
                        "--model: no language model is configured; set CALMROOM_LLM_BASE_URL and CALMROOM_LLM_MODEL"));
        Manner manner = Manners.from(System::getenv, Manners.unexamined()).of(speaker.name());
        CarriedCall carried = run(played).carry(call, playedSeed, speaker, manner, log);
        if (record != null) {
            carried.write(record);
        }
    }

    /** The call is the recording's own: whose words, which scenario, which seed. */
    private void rehearseAgain(ScenarioFiles files) {
        CarriedCall carried = CarriedCall.read(file);
        Scenario played = files.load(scenario != null ? scenario : carried.scenario());
        CarriedCall now = run(played).again(carried, log(played));
        if (record != null) {
            now.write(record);
        }
    }

    private ModelRun run(Scenario played) {
        return new ModelRun(prompts, Players.builtIn(prompts, played, embeddings), embeddings);
    }

    private Consumer<LoggedEvent> log(Scenario played) {
        PrintWriter out = spec.commandLine().getOut();
        return json ? event -> out.println(EventJson.write(event)) : new ReadableLog(played.plot(), out);
    }

    /** Whether the environment says which model: none is looked for that nobody has named. */
    private static boolean isConfigured(Function<String, @Nullable String> environment) {
        String provider = environment.apply("CALMROOM_LLM_PROVIDER");
        if ("understudy".equalsIgnoreCase(provider)) {
            return false;
        }
        return Stream.of("CALMROOM_LLM_BASE_URL", "CALMROOM_LLM_MODEL")
                .map(environment)
                .anyMatch(value -> value != null && !value.isBlank());
    }

    private boolean isSound() {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".wav");
    }

    private RecordedCall spoken(ScenarioFiles files) {
        Scenario played = files.load(scenario != null ? scenario : first(files));
        Vocabulary vocabulary = Vocabulary.of(played.plot().vocabulary());
        try (SpeechRecognizer recognizer = VoskRecognizer.load(ModelCache.standard(System.getenv()), 1);
                SileroModel activity = SileroModel.load();
                EndingModel endings = EndingModel.load()) {
            EndOfTurnDetector endOfTurn = EndOfTurnDetector.standard(TurnLexicon.english(), endings);
            return SpokenCall.hear(
                    Wav.read(file),
                    new VirtualCall.Ears(
                            recognizer, vocabulary, activity.open(), endOfTurn::decide, PauseStatistics.UNKNOWN));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": there is no such file", e);
        } catch (IllegalArgumentException | IOException e) {
            throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
        }
    }

    private String scenarioOf(RecordedCall call, ScenarioFiles files) {
        String first = first(files);
        if (scenario != null) {
            return scenario;
        }
        return call.start()
                .map(RecordedCall.SessionStarted::scenario)
                .filter(files.ids()::contains)
                .orElse(first);
    }

    private String first(ScenarioFiles files) {
        return files.ids().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(prompts + ": there is no scenario in this folder"));
    }

    /** A plain transcript may call the other side by the name of any scenario's persona, or by its role. */
    private static List<String> personaNames(ScenarioFiles files) {
        return files.ids().stream()
                .map(id -> files.load(id).plot().persona())
                .flatMap(Replay::names)
                .distinct()
                .toList();
    }

    private static Stream<String> names(Plot.Profile persona) {
        return Stream.of(persona.name(), persona.fullName(), persona.role(), "Persona");
    }
}
