package dev.calmroom.lab;

import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.LearnedAppraiser;
import dev.calmroom.appraisal.Move;
import dev.calmroom.comprehension.Before;
import dev.calmroom.comprehension.Ear;
import dev.calmroom.comprehension.EmbeddingEar;
import dev.calmroom.comprehension.Meanings;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.encoder.ClauseEncoder;
import dev.calmroom.scenario.Framework;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Plot;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a leader's turns are read, held against what careful readers say of them. */
@Command(
        name = "reading",
        description = "Reads turns that careful readers have read, and counts what is read as they did.",
        mixinStandardHelpOptions = true)
final class BenchReading implements Callable<Integer> {
    /** Cosine from which a sentence of the persona's tells a fact. */
    private static final double TELLS = 0.55;

    private static final Pattern SENTENCE = Pattern.compile("[.?!…]+\\s*");

    @Option(names = "--scenario", defaultValue = "platform-down", description = "The scenario (${DEFAULT-VALUE}).")
    private String scenario = "";

    @Option(
            names = "--prompts",
            defaultValue = "${env:CALMROOM_PROMPTS:-prompts}",
            description = "Folder with scenarios, frameworks and lines (${DEFAULT-VALUE}).")
    private Path prompts = Path.of("prompts");

    @Option(
            names = "--turns",
            defaultValue = "training/reading/turns",
            description = "Folder of turns with what careful readers say of them (${DEFAULT-VALUE}).")
    private Path turns = Path.of("training/reading/turns");

    @Option(names = "--voices", description = "Only files whose name begins so: a writer left out of what was learned.")
    private String voices = "";

    @Option(names = "--mistakes", description = "List every ask that was not read as the careful reader did.")
    private boolean mistakes;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<LabelledTurn> labelled = LabelledTurn.readAll(turns).stream()
                .filter(turn -> turn.voice().startsWith(voices))
                .toList();
        if (labelled.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "there are no turns of «%s» in %s".formatted(voices, turns));
        }
        Scenario loaded = new ScenarioFiles(prompts).load(scenario);
        FrameworkFiles frameworks = new FrameworkFiles(prompts);
        Framework framework = frameworks.load(loaded.plot().framework());
        Appraiser appraiser = LearnedAppraiser.learn(framework, frameworks.examples(framework));
        EmbeddingModel embeddings = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
        Ear ear = new EmbeddingEar(
                embeddings, ClauseEncoder.load(), HearingCues.read(prompts), loaded, frameworks.examples(framework));
        Told told = new Told(embeddings, loaded.plot());
        ReadingFigures figures = new ReadingFigures(mistakes);
        HearingFigures hearing =
                new HearingFigures(framework, loaded.feelings().dynamics().heeds());
        double[] took = new double[labelled.size()];
        for (int i = 0; i < took.length; i++) {
            LabelledTurn turn = labelled.get(i);
            Before before = new Before(turn.said(), told.by(turn.said()));
            long begun = System.nanoTime();
            Reading reading = ear.read(turn.turn(), before);
            took[i] = (System.nanoTime() - begun) / 1e6;
            figures.add(turn, reading);
            hearing.add(turn, reading, heard(appraiser, turn));
        }
        figures.lines().forEach(out::println);
        hearing.lines().forEach(out::println);
        out.println(speed(took));
        out.flush();
        return 0;
    }

    /** The first turn warms up what all others use, and is told apart. */
    private static String speed(double[] took) {
        Arrays.sort(took, 1, took.length);
        return String.format(
                Locale.ROOT,
                "%.1f ms a turn (median), %.1f ms at p95; the first turn %.1f ms",
                took[took.length / 2],
                took[(int) (took.length * 0.95)],
                took[0]);
    }

    private static List<Move> heard(Appraiser appraiser, LabelledTurn turn) {
        List<Turn> before = turn.said().isBlank() ? List.of() : List.of(Turn.of(1, Speaker.PERSONA, turn.said()));
        return appraiser
                .appraise(Turn.of(2, Speaker.LEADER, turn.turn()), before)
                .moves();
    }

    /** Which facts the persona's words tell: a call knows it, these turns have only the words. */
    private static final class Told {
        private final EmbeddingModel model;
        private final Map<String, Meanings> facts = new TreeMap<>();

        Told(EmbeddingModel model, Plot plot) {
            this.model = model;
            for (Knowledge.Fact fact : plot.facts()) {
                facts.put(fact.id(), new Meanings(model, List.of(fact.statement())));
            }
        }

        List<String> by(String said) {
            List<String> told = new ArrayList<>();
            for (String sentence : SENTENCE.splitAsStream(said).toList()) {
                if (sentence.strip().indexOf(' ') >= 0) {
                    Embedding meaning = Meanings.of(model, sentence);
                    facts.entrySet().stream()
                            .filter(fact -> fact.getValue().nearest(meaning) >= TELLS)
                            .max(Comparator.comparingDouble(
                                    fact -> fact.getValue().nearest(meaning)))
                            .ifPresent(fact -> told.add(fact.getKey()));
                }
            }
            return told;
        }
    }
}
