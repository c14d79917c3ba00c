package dev.calmroom.lab;

import dev.calmroom.audio.Wav;
import dev.calmroom.bench.Recorded;
import dev.calmroom.bench.Speech;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the callers of the other measurements say, as files: to listen to, or for another system to be measured with. */
@Command(
        name = "utterances",
        description =
                "Writes the spoken utterances of the measurements as WAV files, and utterances.csv with their words.",
        mixinStandardHelpOptions = true)
final class BenchUtterances implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(names = "--turns", defaultValue = "0", description = "At most so many utterances (all).")
    private int turns;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder to write to.")
    private Path out = Path.of(".");

    @Override
    public Integer call() throws IOException {
        Speech speech = options.speech(turns);
        Files.createDirectories(out);
        int number = 0;
        StringBuilder list = new StringBuilder("file,voice,words\n");
        for (Recorded utterance : speech.utterances()) {
            String file = "%03d.wav".formatted(++number);
            Wav.write(utterance.clip(), out.resolve(file));
            list.append("%s,%s,%s%n".formatted(file, quoted(utterance.talker()), quoted(utterance.words())));
        }
        Files.writeString(out.resolve("utterances.csv"), list);
        spec.commandLine().getOut().println("%d files in %s".formatted(number, out));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static String quoted(String words) {
        return '"' + words.replace("\"", "\"\"") + '"';
    }
}
