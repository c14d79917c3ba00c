package dev.calmroom.cli;

import dev.calmroom.exam.ExamResult;
import dev.calmroom.exam.ExamResults;
import dev.calmroom.exam.JudgingExam;
import dev.calmroom.exam.JudgingMarks;
import dev.calmroom.exam.SpeakingExam;
import dev.calmroom.exam.SpeakingMarks;
import dev.calmroom.judging.Grader;
import dev.calmroom.judging.GraderModels;
import dev.calmroom.judging.Graders;
import dev.calmroom.judging.LabelledCall;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.persona.Manner;
import dev.calmroom.replay.BuiltInEngines;
import dev.calmroom.replay.CarriedCall;
import dev.calmroom.replay.ModelRun;
import dev.calmroom.replay.Players;
import dev.calmroom.scenario.ExamPaper;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exams of a model on the command line: says how far it is, and keeps what was found. */
final class ModelExam {
    private static final String HELD_OUT = "held-out";

    private final Path prompts;
    private final PrintWriter out;

    ModelExam(Path prompts, PrintWriter out) {
        this.prompts = prompts;
        this.out = out;
    }

    /**
     * @param record where the exam's calls are kept; null: nowhere
     * @param results where what was found is kept
     */
    void take(LanguageModel model, List<Manner> manners, int judgeCalls, @Nullable Path record, ExamResults results) {
        Scenario scenario = examined();
        ExamPaper paper = ExamPaper.of(prompts, scenario).orElseThrow();
        List<SpeakingMarks> speaking = new ArrayList<>();
        if (!manners.isEmpty()) {
            BuiltInEngines engines = new BuiltInEngines();
            SpeakingExam speech = new SpeakingExam(
                    paper, new ModelRun(prompts, Players.builtIn(prompts, scenario, engines), engines.embeddings()));
            for (Manner manner : manners) {
                int[] call = {0};
                SpeakingMarks marks = speech.take(model, manner, carried -> {
                    call[0]++;
                    say("  %s, call %d of %d"
                            .formatted(manner.label(), call[0], paper.calls().size()));
                    keep(carried, record, "%s-%d.json".formatted(manner.label(), call[0]));
                });
                say(marks.line());
                speaking.add(marks);
            }
        }
        keep(results, new ExamResult(model.name(), Instant.now(), speaking, null));
        if (judgeCalls > 0) {
            judge(scenario.plot().framework(), judgeCalls, results);
        }
        results.of(model.name()).ifPresent(result -> say("%s: %s".formatted(model.name(), result.verdict())));
    }

    private Scenario examined() {
        ScenarioFiles files = new ScenarioFiles(prompts);
        return files.ids().stream()
                .map(files::load)
                .filter(scenario -> ExamPaper.of(prompts, scenario).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s: expected exams/<scenario>.yaml, found none".formatted(prompts)));
    }

    /** The grader's model is examined as a judge: it may be another than the one that speaks. */
    private void judge(String framework, int most, ExamResults results) {
        Graders graders = new Graders(
                prompts, id -> BuiltInEngines.appraiser(prompts, id), GraderModels.unhurried(System.getenv()::get));
        Grader asked = graders.grader(framework);
        if (asked.standIn().isEmpty()) {
            say("No language model is configured to judge (CALMROOM_GRADER_*): the built-in judge does.");
            return;
        }
        // Those first that the built-in judge was not bettered by.
        List<LabelledCall> calls = LabelledCall.readAll(
                        prompts.resolve("transcripts").resolve(framework))
                .stream()
                .sorted(Comparator.comparing(
                                (LabelledCall call) -> !call.split().equals(HELD_OUT))
                        .thenComparing(LabelledCall::name))
                .limit(most)
                .toList();
        JudgingMarks marks =
                new JudgingExam(asked, graders.builtIn(framework)).take(calls, line -> say("  judging, " + line));
        say(marks.line());
        keep(results, new ExamResult(asked.judge().name(), Instant.now(), List.of(), marks));
    }

    private static void keep(ExamResults results, ExamResult result) {
        if (!result.speaking().isEmpty() || result.judging() != null) {
            results.keep(result);
        }
    }

    private static void keep(CarriedCall carried, @Nullable Path folder, String name) {
        if (folder == null) {
            return;
        }
        try {
            carried.write(Files.createDirectories(folder).resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("the exam's calls cannot be kept in " + folder, e);
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
