package dev.calmroom.cli;

import dev.calmroom.exam.ExamResults;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.LanguageModels;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.persona.Manner;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
    private static final int MOST_TOKENS = 40;

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

    /**
     * One answer.
     *
     * @param firstWord milliseconds from the question to the first word
     * @param whole milliseconds to the end
     * @param tokens as counted by the server, or else the pieces that arrived
     */
    private record Timing(double firstWord, double whole, int tokens) {
        double tokensASecond() {
            return whole > firstWord && tokens > 1 ? (tokens - 1) * 1000 / (whole - firstWord) : 0;
        }
    }

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
        Scenario scenario = files.load(files.first());
        Timing cold = ask(model, scenario, 0);
        out.printf("first word cold: %.0f ms%n", cold.firstWord());
        out.flush();
        List<Double> first = new ArrayList<>();
        List<Double> speed = new ArrayList<>();
        for (int turn = 1; turn <= turns; turn++) {
            Timing warm = ask(model, scenario, turn);
            first.add(warm.firstWord());
            speed.add(warm.tokensASecond());
        }
        if (turns > 0) {
            out.printf(
                    "first word warm: p50 %.0f ms, p95 %.0f ms (%d answers)%n",
                    percentile(first, 0.5), percentile(first, 0.95), turns);
            out.printf("tokens a second: %.1f%n", percentile(speed, 0.5));
        }
        out.flush();
    }

    private static Timing ask(LanguageModel model, Scenario scenario, int turn) throws InterruptedException {
        ChatRequest request = ChatRequest.builder()
                .messages(
                        SystemMessage.from(scenario.personaPrompt()),
                        UserMessage.from("Question %d: where do we stand?".formatted(turn + 1)))
                .maxOutputTokens(MOST_TOKENS)
                .build();
        Listening listening = new Listening();
        model.ask(request, listening);
        try {
            return listening.timing.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    private static double percentile(List<Double> values, double share) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1, Math.ceil(share * sorted.size()) - 1));
    }

    private static final class Listening implements StreamingChatResponseHandler {
        private final CompletableFuture<Timing> timing = new CompletableFuture<>();
        private final long asked = System.nanoTime();
        private @Nullable Double first;
        private int pieces;

        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            first = first == null ? since() : first;
            pieces++;
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            int tokens = response.tokenUsage() == null || response.tokenUsage().outputTokenCount() == null
                    ? pieces
                    : response.tokenUsage().outputTokenCount();
            double whole = since();
            timing.complete(new Timing(first == null ? whole : first, whole, tokens));
        }

        @Override
        public void onError(Throwable error) {
            timing.completeExceptionally(error);
        }

        private double since() {
            return (System.nanoTime() - asked) / 1e6;
        }
    }
}
