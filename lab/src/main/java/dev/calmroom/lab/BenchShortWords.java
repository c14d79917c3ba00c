package dev.calmroom.lab;

import dev.calmroom.bench.Machine;
import dev.calmroom.bench.ShortWords;
import dev.calmroom.bench.ShortWordsBench;
import dev.calmroom.bench.ShortWordsReport;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.VoskRecognizer;
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

/** «Yes.» «Go on.» «Makes sense.» */
@Command(
        name = "short-words",
        description = "Says short words into silence and over the persona's voice, on a clock of samples.",
        mixinStandardHelpOptions = true)
final class BenchShortWords implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--corpora",
            paramLabel = "DIR",
            defaultValue = "${env:CALMROOM_CORPORA:-benchmarks/utterances}",
            description = "Folder of what callers say (${DEFAULT-VALUE}).")
    private Path corpora = Path.of("benchmarks/utterances");

    @Option(
            names = "--voices",
            split = ",",
            required = true,
            paramLabel = "NAME",
            description =
                    "Whose voices, with commas: installed ones, freetts, or programs of the machine: 'flite slt'.")
    private List<String> voices = List.of();

    @Option(names = "--seed", defaultValue = "1", description = "Of the noise on the line (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--write", paramLabel = "PAGE", description = "Write the table into this page as well.")
    private @Nullable Path page;

    @Override
    public Integer call() throws IOException {
        ShortWords words = ShortWords.read(corpora.resolve("short.yaml"));
        ModelCache cache = ModelCache.standard(System.getenv());
        VoiceChoice choice =
                new VoiceChoice(new VoiceStore(cache.place(), System.getenv()), VoiceCatalogue.builtIn(), trouble -> {
                    throw trouble;
                });
        Machine machine = Machine.here(seed);
        int each = words.turns().size()
                + words.backchannels().size()
                + words.floor().size();
        ShortWordsReport report;
        try (SpeechRecognizer recognizer = VoskRecognizer.load(cache, 2);
                ProgressBar bar = new ProgressBar("short words", (long) voices.size() * each)) {
            report = new ShortWordsReport(
                    machine, ShortWordsBench.run(words, voices, choice, recognizer, seed, bar::step));
        }
        spec.commandLine().getOut().println(report.text());
        spec.commandLine().getOut().flush();
        if (page != null) {
            new MarkedPage(page).write("short-words", report.text());
        }
        return 0;
    }
}
