package dev.calmroom.lab;

import dev.calmroom.bench.EchoBench;
import dev.calmroom.bench.EchoReport;
import dev.calmroom.bench.Machine;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.synthesis.VoiceChoice;
import dev.calmroom.synthesis.VoiceStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Open loudspeakers that distort. */
@Command(
        name = "echo",
        description = "Lets the persona speak through loudspeakers that distort, alone and spoken into, and counts.",
        mixinStandardHelpOptions = true)
final class BenchEcho implements Callable<Integer> {
    private static final int FEWEST_WORDS = 12;

    @Option(names = "--prompts", defaultValue = "${env:CALMROOM_PROMPTS:-prompts}", description = "Folder of prompts.")
    private Path prompts = Path.of("prompts");

    @Option(
            names = "--scenario",
            defaultValue = "platform-down",
            description = "Whose lines are spoken (${DEFAULT-VALUE}).")
    private String scenario = "";

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

    @Mixin
    private LeadersVoices voices = new LeadersVoices();

    @Option(names = "--replies", defaultValue = "16", description = "Replies at each device (${DEFAULT-VALUE}).")
    private int replies;

    @Mixin
    private TablePage page = new TablePage();

    @Override
    public Integer call() throws IOException {
        List<String> lines = BenchVoices.whole(new ScenarioFiles(prompts).load(scenario)).stream()
                .filter(line -> line.split(" ").length >= FEWEST_WORDS)
                .limit(replies)
                .toList();
        ModelCache cache = ModelCache.standard(System.getenv());
        VoiceChoice choice = LeadersVoices.installed(new VoiceStore(cache.place(), System.getenv()));
        Machine machine = Machine.here(0);
        EchoReport report;
        try (SpeechRecognizer vosk = VoskRecognizer.load(cache, 2);
                ProgressBar bar = new ProgressBar("echo", EchoBench.trials(lines.size()))) {
            report = new EchoReport(
                    machine,
                    EchoBench.run(
                            corpora.resolve("barge-in.yaml"), lines, persona, voices.names(), choice, vosk, bar::step));
        }
        page.report("echo", report.text());
        return 0;
    }
}
