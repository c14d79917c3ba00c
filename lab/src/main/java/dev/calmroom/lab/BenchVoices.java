package dev.calmroom.lab;

import dev.calmroom.bench.ResidentMemory;
import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.persona.Voicing;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.scenario.AuthoredLine;
import dev.calmroom.scenario.EmotionRules;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.synthesis.Prosody;
import dev.calmroom.synthesis.SpeechSynthesizer;
import dev.calmroom.synthesis.VoiceChoice;
import dev.calmroom.synthesis.VoiceStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the table of voices: how soon, how fast, how well understood, how they follow a state. */
@Command(
        name = "voices",
        description = "Measures every voice that is there and writes the table.",
        mixinStandardHelpOptions = true)
final class BenchVoices implements Callable<Integer> {
    static final String WORST = "worst";
    static final String START = "at the start";
    static final String MIDDLE = "half way";
    static final String BEST = "best";
    private static final int LINES = 50;

    @Spec
    @Nullable
    CommandSpec spec;

    @Option(
            names = "--scenario",
            defaultValue = "platform-down",
            description = "Whose lines are spoken (${DEFAULT-VALUE}).")
    String scenario = "";

    @Option(names = "--prompts", defaultValue = "${env:CALMROOM_PROMPTS:-prompts}", description = "Folder of prompts.")
    Path prompts = Path.of("prompts");

    @Option(
            names = "--voices",
            split = ",",
            paramLabel = "NAME",
            description = "Which voices, with commas; FreeTTS and all that are installed.")
    private List<String> voices = List.of();

    @Mixin
    private SecondEar second = new SecondEar();

    @Option(names = "--out", description = "Markdown file to write; standard output without it.")
    @Nullable
    Path out;

    @Override
    public Integer call() throws IOException {
        Scenario played = new ScenarioFiles(prompts).load(scenario);
        List<String> lines = lines(played);
        ModelCache cache = ModelCache.standard(System.getenv());
        Path spoken = Files.createTempDirectory("calmroom-spoken-");
        VoiceStore store = new VoiceStore(cache.place(), System.getenv()).speakingInto(spoken);
        List<String> names = new ArrayList<>(List.of(VoiceChoice.BUILT_IN));
        names.addAll(store.installed());
        if (!voices.isEmpty()) {
            names.retainAll(voices);
        }
        List<Row> rows = new ArrayList<>();
        try (SpeechRecognizer vosk = VoskRecognizer.load(cache, 2);
                SecondEar.Ears ears = second.beside(vosk)) {
            for (String name : names) {
                rows.add(measure(name, store, played, lines, ears.all()));
            }
        } finally {
            FileSystemUtils.deleteRecursively(spoken);
        }
        String page = page(played, lines, rows);
        if (out == null) {
            spec().commandLine().getOut().print(page);
            spec().commandLine().getOut().flush();
        } else {
            Files.writeString(out, page);
        }
        return 0;
    }

    private record Row(
            String voice,
            int rate,
            VoiceFigures.Spoken spoken,
            VoiceFigures.Spoken again,
            long kilobytes,
            Map<String, VoiceFigures.Manner> manners) {}

    private Row measure(
            String name, VoiceStore store, Scenario played, List<String> lines, List<SpeechRecognizer> ears) {
        double before = ResidentMemory.ofThisProcess();
        VoiceChoice choice = LeadersVoices.installed(store);
        try (SpeechSynthesizer voice = choice.load(Map.of("CALMROOM_VOICE", name))) {
            VoiceFigures figures = new VoiceFigures(voice);
            figures.manner(lines.getFirst(), Prosody.PLAIN, java.time.Duration.ZERO);
            VoiceFigures.Spoken spoken = figures.speak(lines, ears, vocabulary(played));
            VoiceFigures.Spoken again = figures.speak(lines, List.of(), vocabulary(played));
            long grown = Math.round(Math.max(0, ResidentMemory.ofThisProcess() - before) * 1024);
            Map<String, VoiceFigures.Manner> manners = new LinkedHashMap<>();
            String sentence = sentence(lines);
            deliveries(played)
                    .forEach((state, delivery) ->
                            manners.put(state, figures.manner(sentence, prosody(delivery), delivery.clausePause())));
            return new Row(voice.name(), voice.sampleRate(), spoken, again, grown, manners);
        }
    }

    static Vocabulary vocabulary(Scenario played) {
        return Vocabulary.of(played.plot().vocabulary());
    }

    /** Evenly over the file, so that every act and mood has its share. */
    static List<String> lines(Scenario played) {
        return evenly(whole(played), LINES);
    }

    /** So many of them, over all of the file. */
    static List<String> evenly(List<String> whole, int atMost) {
        List<String> chosen = new ArrayList<>();
        int most = Math.min(atMost, whole.size());
        for (int i = 0; i < most; i++) {
            chosen.add(whole.get((int) ((long) i * whole.size() / most)));
        }
        return chosen;
    }

    /** Lines that can be spoken as they stand. */
    static List<String> whole(Scenario played) {
        return played.lines().lines().stream()
                .map(AuthoredLine::text)
                .filter(text -> !text.contains("{") && text.split(" ").length >= 4)
                .toList();
    }

    static String sentence(List<String> lines) {
        return lines.stream()
                .filter(line -> line.indexOf(". ") > 0 && line.split(" ").length >= 10)
                .findFirst()
                .orElse(lines.getFirst());
    }

    /**
     * How the persona speaks in the worst state, the one at the start, one in the middle of every scale, and the best.
     */
    static Map<String, Delivery> deliveries(Scenario played) {
        Voicing voicing = new Voicing(played.plot(), played.feelings());
        Map<String, Delivery> deliveries = new LinkedHashMap<>();
        deliveries.put(WORST, voicing.delivery(state(played.feelings(), 0.05)));
        deliveries.put(START, voicing.delivery(opening(played.feelings())));
        deliveries.put(MIDDLE, voicing.delivery(state(played.feelings(), 0.5)));
        deliveries.put(BEST, voicing.delivery(state(played.feelings(), 0.95)));
        return deliveries;
    }

    static Prosody prosody(Delivery delivery) {
        return new Prosody(
                delivery.rate(), delivery.pitch(), delivery.pitchRange(), delivery.volume(), delivery.hesitation());
    }

    private static EmotionalState opening(EmotionRules rules) {
        Map<String, Double> values = new LinkedHashMap<>();
        rules.dimensions().forEach(dimension -> values.put(dimension.id(), dimension.start()));
        return new EmotionalState(values);
    }

    /** @param good how good each dimension is, 0 to 1 */
    private static EmotionalState state(EmotionRules rules, double good) {
        Map<String, Double> values = new LinkedHashMap<>();
        rules.dimensions()
                .forEach(dimension ->
                        values.put(dimension.id(), dimension.good() == EmotionRules.End.high ? good : 1 - good));
        return new EmotionalState(values);
    }

    private static String page(Scenario played, List<String> lines, List<Row> rows) {
        StringBuilder page = new StringBuilder();
        page.append(
                "# The voices, measured\n\nWritten by `./calmroom bench voices --out docs/voices.md` on %s: %s, %d processors under a load of %.1f, Java %s. "
                        .formatted(
                                LocalDate.now(ZoneId.systemDefault()),
                                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors(),
                                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                                Runtime.version()));
        page.append(
                "%d lines of `%s`, each cut into clauses as in a call; first audio is from the first clause to its first sample, after warm-up, and the same once more for what was said before; words are recognised again by Vosk with the scenario's vocabulary, and by a second recogniser that is none (`benchmarks/second-hearing`) where one was named; memory is the growth of the process.%n%n"
                        .formatted(lines.size(), played.id()));
        page.append("| voice | rate, Hz | first audio p50, ms | p95, ms | said before: p50, ms | p95, ms | real-time"
                + " factor | memory, MB | word error rate | by a second recogniser | loudness, sd in dB |\n"
                + "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        for (Row row : rows) {
            page.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.0f | %.0f | %.0f | %.0f | %.2f | %d | %.1f %% | %s | %.1f |%n",
                    row.voice(),
                    row.rate(),
                    row.spoken().percentile(0.5),
                    row.spoken().percentile(0.95),
                    row.again().percentile(0.5),
                    row.again().percentile(0.95),
                    row.spoken().realTimeFactor(),
                    row.kilobytes() / 1024,
                    100 * row.spoken().wordErrorRates().getFirst(),
                    second(row.spoken().wordErrorRates()),
                    row.spoken().loudnessSpread()));
        }
        states(page, lines, rows);
        return page.toString();
    }

    private static String second(List<Double> rates) {
        return rates.size() < 2 ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * rates.get(1));
    }

    private static void states(StringBuilder page, List<String> lines, List<Row> rows) {
        page.append(
                "\n## The same line in four states\n\n«%s», with the prosody and the pauses that `emotion.yaml` gives for the worst state, the one at the start, the middle of every scale, and the best.%n%n"
                        .formatted(sentence(lines)));
        page.append("| voice | state | duration, s | median f0, Hz | pauses |\n|---|---|--:|--:|--:|\n");
        for (Row row : rows) {
            row.manners()
                    .forEach((state, manner) -> page.append(String.format(
                            Locale.ROOT,
                            "| %s | %s | %.2f | %.0f | %.0f %% |%n",
                            row.voice(),
                            state,
                            manner.duration().toMillis() / 1000.0,
                            manner.medianHertz(),
                            100 * manner.pauseShare())));
        }
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("not called by picocli");
        }
        return spec;
    }
}
