package dev.calmroom.cli;

import dev.calmroom.exam.ExamResults;
import dev.calmroom.exam.SpeedCheck;
import dev.calmroom.exam.SpeedMarks;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.LanguageModels;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.persona.Manner;
import dev.calmroom.scenario.ScenarioFiles;
import dev.langchain4j.exception.LangChain4jException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks the configured model as a call would, and says how fast it answers. */
@Command(
        name = "check",
        description = "Does the configured model answer, how fast, and what is it fit for?",
        mixinStandardHelpOptions = true)
final class ModelCheck implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--turns", defaultValue = "8", description = "Answers that are measured warm (${DEFAULT-VALUE}).")
    private int turns;

    @Mixin
    private PromptsFolder prompts = new PromptsFolder();

    @Option(
            names = "--exam",
            description = {
                "Examine it as well: let it play short calls in both manners, and let the grader's model judge labelled calls.",
                "What fails does not judge, and CALMROOM_LLM_MANNER=auto goes by it. Takes as long as the model does."
            })
    private boolean exam;

    @Option(
            names = "--judge-calls",
            paramLabel = "N",
            defaultValue = "12",
            description = "Labelled calls in the exam as a judge; 0 for none (${DEFAULT-VALUE}).")
    private int judgeCalls;

    @Option(
            names = "--speech",
            paramLabel = "MANNER",
            split = ",",
            defaultValue = "free,worded",
            description = "Manners in the exam as a speaker, none for none (${DEFAULT-VALUE}).")
    private List<String> speech = List.of();

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Keep the exam's calls there, as replay --record does.")
    private @Nullable Path record;

    @Option(
            names = "--data",
            defaultValue = "${env:CALMROOM_DATA:-data}",
            description = "Where the result is kept (${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        ModelSettings settings = ModelSettings.from(System.getenv()::get);
        out.println("configured: " + settings);
        Optional<LanguageModel> model = LanguageModels.connect(settings);
        if (model.isEmpty()) {
            out.println("No language model is configured and none was found on this machine: the understudy speaks.");
            return 0;
        }
        out.flush();
        try {
            measure(model.get(), out);
        } catch (LangChain4jException e) {
            // Too slow to talk to may still be fit to judge.
            if (!exam) {
                throw e;
            }
            out.println(e.getMessage());
            out.flush();
        }
        if (exam) {
            LanguageModel unhurried =
                    LanguageModels.connect(settings.unhurried()).orElseThrow();
            new ModelExam(prompts.path(), out).take(unhurried, manners(), judgeCalls, record, new ExamResults(data));
        }
        return 0;
    }

    private List<Manner> manners() {
        return speech.stream()
                .filter(name -> !name.equals("none"))
                .map(Manner::named)
                .toList();
    }

    private void measure(LanguageModel model, PrintWriter out) throws InterruptedException {
        model.awake();
        ScenarioFiles files = new ScenarioFiles(prompts.path());
        SpeedMarks marks = new SpeedCheck(model, files.load(files.first())).take(turns, soFar -> {
            if (soFar.answers() == 0) {
                out.printf("first word cold: %.0f ms%n", soFar.cold());
                out.flush();
            }
        });
        if (marks.answers() > 0) {
            out.printf(
                    "first word warm: p50 %.0f ms, p95 %.0f ms (%d answers)%n",
                    marks.p50(), marks.p95(), marks.answers());
            out.printf("tokens a second: %.1f%n", marks.tokensASecond());
        }
        out.flush();
    }
}
