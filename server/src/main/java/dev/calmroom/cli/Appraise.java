package dev.calmroom.cli;

import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.appraisal.LearnedAppraiser;
import dev.calmroom.appraisal.Move;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Reads utterances, one a line, and writes what each of them does, one JSON object a line. */
@Command(
        name = "appraise",
        description = "Hear what each utterance on standard input does; one JSON object a line on standard output.",
        mixinStandardHelpOptions = true)
final class Appraise implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    @Option(
            names = "--json",
            description = "Accepted for symmetry with the other commands; the output is JSON in any case.")
    boolean json;

    @Option(
            names = "--framework",
            description = "The framework's folder in prompts/frameworks; without it that of the first scenario.")
    @Nullable
    String framework;

    @Mixin
    private PromptsFolder prompts = new PromptsFolder();

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        LearnedAppraiser appraiser = LearnedAppraiser.load(
                prompts.path(), framework != null ? framework : new ScenarioFiles(prompts.path()).firstFramework());
        PrintWriter out = spec.commandLine().getOut();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            // Each line by itself: nothing was said before it.
            Appraisal appraisal = appraiser.appraise(Turn.of(1, Speaker.LEADER, line), List.of());
            out.println(JSON.writeValueAsString(
                    new Line(line, appraisal.moves().stream().map(Found::of).toList())));
        }
        out.flush();
        return 0;
    }

    /** One line of output. */
    record Line(String text, List<Found> moves) {}

    record Found(String move, String quote, double confidence) {
        static Found of(Move move) {
            return new Found(move.move(), move.quote(), Math.round(move.confidence() * 1000) / 1000.0);
        }
    }
}
