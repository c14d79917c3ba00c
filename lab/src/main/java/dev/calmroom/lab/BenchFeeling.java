package dev.calmroom.lab;

import dev.calmroom.bench.Machine;
import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.persona.Voicing;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.synthesis.SpeechSynthesizer;
import dev.calmroom.synthesis.VoiceChoice;
import dev.calmroom.synthesis.VoiceStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether one hears how the persona feels, without understanding a word. */
@Command(
        name = "feeling",
        description = "Speaks lines in many states, and has a blind reader tell the states from the sound alone.",
        mixinStandardHelpOptions = true)
final class BenchFeeling implements Callable<Integer> {
    private static final String WORST = "worst state";
    private static final String BEST = "best state";
    /** Shorter ones have neither pace nor pauses. */
    private static final int FEWEST_WORDS = 8;

    @Option(
            names = "--scenario",
            defaultValue = "platform-down",
            description = "Whose lines are spoken (${DEFAULT-VALUE}).")
    private String scenario = "";

    @Option(names = "--prompts", defaultValue = "${env:CALMROOM_PROMPTS:-prompts}", description = "Folder of prompts.")
    private Path prompts = Path.of("prompts");

    @Option(
            names = "--voices",
            split = ",",
            paramLabel = "NAME",
            description = "Which voices, with commas; FreeTTS and all that are installed.")
    private List<String> voices = List.of();

    @Option(names = "--lines", defaultValue = "24", description = "How many lines are spoken (${DEFAULT-VALUE}).")
    private int lines;

    @Option(names = "--seed", defaultValue = "1", description = "Which state of a mood is drawn (${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private SecondEar second = new SecondEar();

    @Mixin
    private TablePage page = new TablePage();

    @Override
    public Integer call() throws IOException {
        Scenario played = new ScenarioFiles(prompts).load(scenario);
        VisitedStates visited = VisitedStates.of(prompts, played, seed);
        ModelCache cache = ModelCache.standard(System.getenv());
        VoiceStore store = new VoiceStore(cache.place(), System.getenv());
        VoiceChoice choice = LeadersVoices.installed(store);
        List<String> names = new ArrayList<>(voices);
        if (names.isEmpty()) {
            names.add(VoiceChoice.BUILT_IN);
            names.addAll(store.installed());
        }
        StringBuilder out = new StringBuilder(header(visited));
        try (SpeechRecognizer vosk = VoskRecognizer.load(cache, 2);
                SecondEar.Ears ears = second.beside(vosk)) {
            for (String name : names) {
                try (SpeechSynthesizer voice = choice.load(name)) {
                    FeelingFigures figures =
                            new FeelingFigures(new VoiceFigures(voice), ears.all(), BenchVoices.vocabulary(played));
                    speak(figures, played, visited);
                    out.append(table(voice.name(), figures, manners(visited)));
                }
            }
        }
        page.report("feeling", out.toString());
        return 0;
    }

    private void speak(FeelingFigures figures, Scenario played, VisitedStates visited) {
        Voicing voicing = new Voicing(played.plot(), played.feelings());
        Map<String, Delivery> ends = BenchVoices.deliveries(played);
        Random random = new Random(seed);
        for (String line : spoken(played)) {
            figures.add(line, WORST, Objects.requireNonNull(ends.get(BenchVoices.WORST)));
            figures.add(line, BEST, Objects.requireNonNull(ends.get(BenchVoices.BEST)));
            for (String mood : visited.byMood().keySet()) {
                EmotionalState state = visited.draw(mood, random);
                figures.add(line, mood, voicing.delivery(state));
            }
        }
    }

    /** Evenly over the file. */
    private List<String> spoken(Scenario played) {
        return BenchVoices.evenly(
                BenchVoices.whole(played).stream()
                        .filter(line -> line.split(" ").length >= FEWEST_WORDS)
                        .toList(),
                lines);
    }

    private static List<String> manners(VisitedStates visited) {
        return List.copyOf(visited.byMood().keySet());
    }

    private String header(VisitedStates visited) {
        String counted = visited.byMood().entrySet().stream()
                .filter(entry -> !visited.unvisited().contains(entry.getKey()))
                .map(entry -> entry.getKey() + " " + entry.getValue().size())
                .collect(Collectors.joining(", "));
        String others = visited.unvisited().isEmpty()
                ? ""
                : "; into %s they never bring it, so those are drawn from all states of the mood"
                        .formatted(String.join(", ", visited.unvisited()));
        return "%s%n%n%d lines of `%s` in the worst state, in the best, and in a state of each mood, drawn from those into which the example transcripts bring the persona (%s)%s. Words are recognised by Vosk%s.%n"
                .formatted(
                        Machine.here(seed).inWords(),
                        lines,
                        scenario,
                        counted,
                        others,
                        second.isNamed() ? " and by a second recogniser" : "");
    }

    private static String table(String voice, FeelingFigures figures, List<String> moods) {
        FeelingFigures.Told ends = figures.tell(List.of(WORST, BEST));
        FeelingFigures.Told among = figures.tell(moods);
        StringBuilder out = new StringBuilder(String.format(
                Locale.ROOT,
                "%n**%s**: worst and best told apart in %.0f %% of %d clips, the moods in %.0f %% of %d%n%n",
                voice,
                100 * ends.right(),
                ends.clips(),
                100 * among.right(),
                among.clips()));
        out.append("| manner | ")
                .append(String.join(" | ", HeardManner.NAMES))
                .append(" | words wrong | taken for |\n");
        out.append("|---|").append("--:|".repeat(HeardManner.NAMES.size() + 1)).append("---|\n");
        Map<String, Map<String, Integer>> told = new LinkedHashMap<>(ends.told());
        told.putAll(among.told());
        told.forEach((manner, takenFor) -> {
            out.append("| ").append(manner);
            for (double figure : figures.mean(manner)) {
                out.append(String.format(Locale.ROOT, " | %.2f", figure));
            }
            out.append(" | ")
                    .append(figures.errors(manner).stream()
                            .map(rate -> String.format(Locale.ROOT, "%.1f %%", 100 * rate))
                            .collect(Collectors.joining(", ")));
            out.append(" | ")
                    .append(takenFor.entrySet().stream()
                            .filter(entry -> entry.getValue() > 0)
                            .map(entry -> entry.getKey() + " " + entry.getValue())
                            .collect(Collectors.joining(", ")));
            out.append(" |\n");
        });
        return out.toString();
    }
}
