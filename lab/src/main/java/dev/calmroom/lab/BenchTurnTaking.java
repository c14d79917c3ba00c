package dev.calmroom.lab;

import dev.calmroom.bench.Speech;
import dev.calmroom.bench.TurnTakingBench;
import dev.calmroom.bench.TurnTakingReport;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.VoskRecognizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** When the persona takes its turn: the trade of quick answers against cutting in. */
@Command(
        name = "turn-taking",
        description = "Plays utterances to the end-of-turn detector and shows what answering sooner would cost.",
        mixinStandardHelpOptions = true)
final class BenchTurnTaking implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--turns", defaultValue = "0", description = "At most so many utterances (all).")
    private int turns;

    @Option(names = "--explain", description = "List every decision that cut in, and the slowest ones.")
    private boolean explain;

    @Option(names = "--picture", paramLabel = "FILE", description = "Draw the curve into this PNG file.")
    private @Nullable Path picture;

    @Option(
            names = "--places",
            paramLabel = "FILE",
            description = "Write what was heard at every pause and end, for training/turntaking.")
    private @Nullable Path places;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Speech speech = options.speech(turns);
        TurnTakingBench bench;
        try (SpeechRecognizer recognizer = VoskRecognizer.load(ModelCache.standard(System.getenv()), 1);
                ProgressBar bar =
                        new ProgressBar("listening", speech.utterances().size())) {
            bench = TurnTakingBench.run(speech.utterances(), recognizer, bar::step);
        }
        TurnTakingReport report = new TurnTakingReport(options.seed, speech, bench);
        options.report(out, "turn-taking", report.text(explain), report.json());
        if (picture != null) {
            report.draw(picture);
        }
        if (places != null) {
            Files.write(places, bench.places());
        }
        out.flush();
        return 0;
    }
}
