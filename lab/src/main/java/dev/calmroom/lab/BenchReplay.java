package dev.calmroom.lab;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.bench.Recorded;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.replay.SpareEars;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast past calls are run again. */
@Command(
        name = "replay",
        description = "Runs all example transcripts again, and hears spoken utterances, and times both.",
        mixinStandardHelpOptions = true)
final class BenchReplay implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private BenchOptions options = new BenchOptions();

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "How often the transcripts are run with what was heard remembered (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--turns",
            defaultValue = "40",
            description = "How many utterances are heard; 0 for all (${DEFAULT-VALUE}).")
    private int turns;

    @Override
    public Integer call() throws IOException {
        List<AudioClip> clips =
                options.speech(turns).utterances().stream().map(Recorded::clip).toList();
        ScenarioFiles files = new ScenarioFiles(options.prompts);
        Scenario first = files.load(files.ids().getFirst());
        int transcripts = ReplayReport.transcripts(options.prompts);
        SpareEars spare = new SpareEars(() -> VoskRecognizer.load(ModelCache.standard(System.getenv()), 1));
        try (SpareEars.Open ears = spare.open();
                ProgressBar bar = new ProgressBar("replay", transcripts + clips.size())) {
            Vocabulary vocabulary = Vocabulary.of(first.plot().vocabulary());
            ReplayReport report = ReplayReport.measure(
                    options.prompts, rounds, clips, () -> ears.ears(vocabulary), options.seed, bar::step);
            options.report(spec.commandLine().getOut(), "replay", report.text(), report.json());
        }
        return 0;
    }
}
