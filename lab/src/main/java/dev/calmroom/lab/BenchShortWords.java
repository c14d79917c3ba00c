package dev.calmroom.lab;

import dev.calmroom.bench.Machine;
import dev.calmroom.bench.ShortWords;
import dev.calmroom.bench.ShortWordsBench;
import dev.calmroom.bench.ShortWordsReport;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.synthesis.VoiceChoice;
import dev.calmroom.synthesis.VoiceStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** «Yes.» «Go on.» «Makes sense.» */
@Command(
        name = "short-words",
        description = "Says short words into silence and over the persona's voice, on a clock of samples.",
        mixinStandardHelpOptions = true)
final class BenchShortWords implements Callable<Integer> {
    @Option(
            names = "--corpora",
            paramLabel = "DIR",
            defaultValue = "${env:CALMROOM_CORPORA:-benchmarks/utterances}",
            description = "Folder of what callers say (${DEFAULT-VALUE}).")
    private Path corpora = Path.of("benchmarks/utterances");

    @Mixin
    private LeadersVoices voices = new LeadersVoices();

    @Option(names = "--seed", defaultValue = "1", description = "Of the noise on the line (${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private TablePage page = new TablePage();

    @Override
    public Integer call() throws IOException {
        ShortWords words = ShortWords.read(corpora.resolve("short.yaml"));
        ModelCache cache = ModelCache.standard(System.getenv());
        VoiceChoice choice = LeadersVoices.installed(new VoiceStore(cache.place(), System.getenv()));
        Machine machine = Machine.here(seed);
        int each = words.turns().size()
                + words.backchannels().size()
                + words.floor().size();
        ShortWordsReport report;
        try (SpeechRecognizer recognizer = VoskRecognizer.load(cache, 2);
                ProgressBar bar =
                        new ProgressBar("short words", (long) voices.names().size() * each)) {
            report = new ShortWordsReport(
                    machine, ShortWordsBench.run(words, voices.names(), choice, recognizer, seed, bar::step));
        }
        page.report("short-words", report.text());
        return 0;
    }
}
