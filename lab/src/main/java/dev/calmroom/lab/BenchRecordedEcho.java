package dev.calmroom.lab;

import dev.calmroom.bench.EchoBench;
import dev.calmroom.bench.EchoReport;
import dev.calmroom.bench.Machine;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.VoskRecognizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Open loudspeakers of real devices, as somebody recorded them. */
@Command(
        name = "recorded-echo",
        description =
                "Plays recordings of devices, as those of the AEC Challenge, to a call in which the persona speaks, and counts.",
        mixinStandardHelpOptions = true)
final class BenchRecordedEcho implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            description =
                    "Folder with pairs of …_farend_singletalk_lpb.wav and _mic.wav, …_doubletalk_lpb.wav and _mic.wav.")
    private Path folder = Path.of(".");

    @Mixin
    private TablePage page = new TablePage();

    @Override
    public Integer call() throws IOException {
        Machine machine = Machine.here(0);
        EchoReport report;
        try (SpeechRecognizer vosk = VoskRecognizer.load(ModelCache.standard(System.getenv()), 2)) {
            report = new EchoReport(machine, List.of(EchoBench.recorded(folder, vosk)));
        }
        page.report("recorded-echo", report.text());
        return 0;
    }
}
