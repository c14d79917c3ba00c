package dev.calmroom.cli;

import dev.calmroom.appraisal.LearnedAppraiser;
import dev.calmroom.judging.Grader;
import dev.calmroom.judging.GraderModels;
import dev.calmroom.judging.Graders;
import dev.calmroom.judging.JudgeFailedException;
import dev.calmroom.judging.JudgeListener;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.Scorecard;
import dev.calmroom.report.Transcripts;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.transcript.Turn;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Grades a transcript. */
@Command(
        name = "grade",
        description = "Grade a transcript: an event log in JSON, or plain text with a turn a line (Leader: …).",
        mixinStandardHelpOptions = true)
final class Grade implements Callable<Integer> {
    private static final long MOST_BYTES = 8L << 20;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The transcript; - for standard input.")
    private Path file = Path.of("-");

    @Option(names = "--json", description = "Print the scorecard as JSON.")
    private boolean json;

    @Option(names = "--scenario", description = "Whose call it was; the first scenario when left out.")
    private @Nullable String scenario;

    @Option(
            names = "--built-in",
            description = "Ask no language model, whatever CALMROOM_GRADER_* and CALMROOM_LLM_* say.")
    private boolean builtIn;

    @Option(names = "--seed", defaultValue = "1", description = "Order of a model's questions (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--prompts",
            defaultValue = "${env:CALMROOM_PROMPTS:-prompts}",
            description = "Folder with scenarios and frameworks (${DEFAULT-VALUE}).")
    private Path prompts = Path.of("prompts");

    @Override
    public Integer call() throws IOException {
        Scenario played = scenario();
        List<Turn> turns =
                Transcripts.read(text(), List.of(played.plot().persona().name(), firstName(played)));
        Graders graders =
                new Graders(prompts, id -> LearnedAppraiser.load(prompts, id), GraderModels.from(System.getenv()::get));
        String framework = played.plot().framework();
        Scorecard card = card(builtIn ? graders.builtIn(framework) : graders.grader(framework), turns);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(EventJson.mapper().writeValueAsString(card));
        } else {
            print(card, out);
        }
        out.flush();
        return 0;
    }

    private Scorecard card(Grader grader, List<Turn> turns) {
        String because = "a transcript was given";
        try {
            return grader.grade(turns, seed, because, JudgeListener.NOBODY);
        } catch (JudgeFailedException e) {
            Grader standIn = grader.standIn().orElseThrow(() -> e);
            spec.commandLine().getErr().printf("%s The built-in judge grades instead.%n", e.getMessage());
            return standIn.grade(
                    turns,
                    seed,
                    "%s; %s The built-in judge stood in.".formatted(because, e.getMessage()),
                    JudgeListener.NOBODY);
        }
    }

    private Scenario scenario() {
        ScenarioFiles files = new ScenarioFiles(prompts);
        String id = scenario;
        if (id == null) {
            id = files.ids().stream()
                    .findFirst()
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "%s: expected scenarios/<id>/scenario.yaml, found none".formatted(prompts)));
        }
        return files.load(id);
    }

    private static String firstName(Scenario scenario) {
        return scenario.plot().persona().name().split(" ", -1)[0];
    }

    private String text() throws IOException {
        if (file.toString().equals("-")) {
            return new String(System.in.readNBytes((int) MOST_BYTES), java.nio.charset.StandardCharsets.UTF_8);
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ParameterException(
                        spec.commandLine(), "%s is larger than %d MB".formatted(file, MOST_BYTES >> 20));
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ParameterException(spec.commandLine(), "%s is missing".formatted(file));
        }
    }

    private static void print(Scorecard card, PrintWriter out) {
        out.printf("Score: %d of 100 (%s, %s)%n%n", card.score(), card.judge(), card.rubric());
        for (CriterionResult result : card.criteria()) {
            out.printf("%-7s %s%n", result.verdict().name().toLowerCase(Locale.ROOT), result.id());
            for (Evidence evidence : result.evidence()) {
                out.printf("        %d: «%s»%n", evidence.turn(), evidence.quote());
            }
            if (result.evidence().isEmpty() && !result.reason().isEmpty()) {
                out.printf("        %s%n", result.reason());
            }
        }
    }
}
