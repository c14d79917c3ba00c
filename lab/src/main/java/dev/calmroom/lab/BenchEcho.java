package dev.calmroom.lab;

import dev.calmroom.bench.EchoBench;
import dev.calmroom.bench.EchoReport;
import dev.calmroom.bench.Machine;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.synthesis.VoiceCatalogue;
import dev.calmroom.synthesis.VoiceChoice;
import dev.calmroom.synthesis.VoiceStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Open loudspeakers that distort. */
@Command(
        name = "echo",
        description = "Lets the persona speak through loudspeakers that distort, alone and spoken into, and counts.",
        mixinStandardHelpOptions = true)
final class BenchEcho implements Callable<Integer> {
    private static final int FEWEST_WORDS = 12;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--prompts", defaultValue = "${env:CALMROOM_PROMPTS:-prompts}", description = "Folder of prompts.")
    private Path prompts = Path.of("prompts");

    @Option(
            names = "--corpora",
            paramLabel = "DIR",
            defaultValue = "${env:CALMROOM_CORPORA:-benchmarks/utterances}",
            description = "Folder of what callers say (${DEFAULT-VALUE}).")
    private Path corpora = Path.of("benchmarks/utterances");

    @Option(
            names = "--persona",
            defaultValue = VoiceChoice.BUILT_IN,
            paramLabel = "NAME",
            description = "The persona's voice (${DEFAULT-VALUE}).")
    private String persona = VoiceChoice.BUILT_IN;

    @Option(
            names = "--voices",
            split = ",",
            required = true,
            paramLabel = "NAME",
            description = "The leaders' voices, with commas: installed ones, or programs of the machine: 'flite slt'.")
    private List<String> voices = List.of();

    @Option(names = "--replies", defaultValue = "16", description = "Replies at each device (${DEFAULT-VALUE}).")
    private int replies;

    @Option(names = "--write", paramLabel = "PAGE", description = "Write the table into this page as well.")
    private @Nullable Path page;

    @Override
    public Integer call() throws IOException {
        List<String> lines = BenchVoices.whole(new ScenarioFiles(prompts).load("platform-down")).stream()
                .filter(line -> line.split(" ").length >= FEWEST_WORDS)
                .limit(replies)
                .toList();
        ModelCache cache = ModelCache.standard(System.getenv());
        VoiceChoice choice =
                new VoiceChoice(new VoiceStore(cache.place(), System.getenv()), VoiceCatalogue.builtIn(), trouble -> {
                    throw trouble;
                });
        Machine machine = Machine.here(0);
        EchoReport report;
        try (SpeechRecognizer vosk = VoskRecognizer.load(cache, 2);
                ProgressBar bar = new ProgressBar("echo", EchoBench.trials(lines.size()))) {
            report = new EchoReport(
                    machine,
                    EchoBench.run(corpora.resolve("barge-in.yaml"), lines, persona, voices, choice, vosk, bar::step));
        }
        spec.commandLine().getOut().println(report.text());
        spec.commandLine().getOut().flush();
        if (page != null) {
            new MarkedPage(page).write("echo", report.text());
        }
        return 0;
    }
}
