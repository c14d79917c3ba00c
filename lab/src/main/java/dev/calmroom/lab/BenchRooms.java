package dev.calmroom.lab;

import dev.calmroom.bench.Machine;
import dev.calmroom.bench.RoomsBench;
import dev.calmroom.bench.RoomsReport;
import dev.calmroom.bench.Utterance;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.synthesis.VoiceChoice;
import dev.calmroom.synthesis.VoiceStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How well a leader is heard across a room, beside a fan, with an accent. */
@Command(
        name = "rooms",
        description = "Has voices heard at distances and in noise, all of it made here, and counts the words wrong.",
        mixinStandardHelpOptions = true)
final class BenchRooms implements Callable<Integer> {
    private static final int FEWEST_WORDS = 5;

    @Option(
            names = "--utterances",
            paramLabel = "FILE",
            defaultValue = "${env:CALMROOM_CORPORA:-benchmarks/utterances}/unseen.txt",
            description = "What is said; those without a pause are taken (${DEFAULT-VALUE}).")
    private Path file = Path.of("benchmarks/utterances/unseen.txt");

    @Option(names = "--turns", defaultValue = "12", description = "Utterances a voice (${DEFAULT-VALUE}).")
    private int turns;

    @Mixin
    private LeadersVoices voices = new LeadersVoices();

    @Option(names = "--seed", defaultValue = "1", description = "Which utterances, and the noise (${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private SecondEar second = new SecondEar();

    @Mixin
    private TablePage page = new TablePage();

    @Override
    public Integer call() throws IOException {
        List<Utterance> words = new ArrayList<>(Utterance.read(file).stream()
                .filter(it -> !it.hesitates() && it.line().split(" ").length >= FEWEST_WORDS)
                .toList());
        Collections.shuffle(words, new Random(seed));
        List<Utterance> said = words.subList(0, Math.min(turns, words.size()));
        ModelCache cache = ModelCache.standard(System.getenv());
        VoiceChoice choice = LeadersVoices.installed(new VoiceStore(cache.place(), System.getenv()));
        Machine machine = Machine.here(seed);
        RoomsReport report;
        try (SpeechRecognizer vosk = VoskRecognizer.load(cache, 2);
                SecondEar.Ears ears = second.beside(vosk);
                ProgressBar bar = new ProgressBar(
                        "rooms", (long) said.size() * voices.names().size() * RoomsBench.places())) {
            report = new RoomsReport(
                    machine,
                    said.size(),
                    ears.all().size(),
                    RoomsBench.run(said, voices.names(), choice, ears.all(), seed, bar::step));
        }
        page.report("rooms", report.text());
        return 0;
    }
}
