package dev.calmroom.lab;

import dev.calmroom.bench.Speech;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the measurements with spoken calls have in common. */
final class BenchOptions {
    @Option(
            names = "--prompts",
            defaultValue = "${env:CALMROOM_PROMPTS:-prompts}",
            description = "Folder with scenarios and frameworks (${DEFAULT-VALUE}).")
    Path prompts = Path.of("prompts");

    @Option(
            names = "--corpora",
            paramLabel = "DIR",
            defaultValue = "${env:CALMROOM_CORPORA:-benchmarks/utterances}",
            description = "Folder of what callers say (${DEFAULT-VALUE}).")
    Path corpora = Path.of("benchmarks/utterances");

    @Option(
            names = "--utterances",
            paramLabel = "FILE",
            description = "What the callers say, one utterance a line, pauses as (0.6); the corpora's unseen.txt.")
    private @Nullable Path utterances;

    @Option(
            names = "--recordings",
            paramLabel = "DIR",
            description = "Recordings of people (WAV) to speak as well, each of them one utterance.")
    private @Nullable Path recordings;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Order and voices of the utterances (${DEFAULT-VALUE}).")
    long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    boolean json;

    @Option(
            names = "--write",
            paramLabel = "PAGE",
            description = "Write the table into this page as well, docs/speed.md.")
    private @Nullable Path page;

    /** Prints what was measured, and writes it down where that was asked for. */
    void report(PrintWriter out, String part, String text, String asJson) throws IOException {
        out.println(json ? asJson : text);
        out.flush();
        if (page != null) {
            new MarkedPage(page).write(part, text);
        }
    }

    /** @param most 0 for all */
    Speech speech(int most) throws IOException {
        Path file = utterances == null ? Speech.unseen(corpora) : utterances;
        return Speech.of(file, recordings, seed, most);
    }
}
