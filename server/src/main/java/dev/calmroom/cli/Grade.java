package dev.calmroom.cli;

import dev.calmroom.judging.Grader;
import dev.calmroom.judging.GraderModels;
import dev.calmroom.judging.Graders;
import dev.calmroom.judging.JudgeFailedException;
import dev.calmroom.judging.JudgeListener;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.Evidence;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.log.Scorecard;
import dev.calmroom.replay.BuiltInEngines;
import dev.calmroom.scenario.FrameworkFiles;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.transcript.Turn;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Grades a transcript. */
@Command(
        name = "grade",
        description = "Grade a transcript, of a call that was taken here or anywhere else.",
        mixinStandardHelpOptions = true)
final class Grade implements Callable<Integer> {
    private static final String GIVEN = "a transcript was given";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CallSource source = new CallSource();

    @Option(
            names = "--framework",
            description = "The framework to grade by, a folder in prompts/frameworks; without it the scenario's own.")
    private @Nullable String framework;

    @Option(names = "--json", description = "Print the scorecard as JSON.")
    private boolean json;

    @Option(
            names = "--built-in",
            description = "Ask no language model, whatever CALMROOM_GRADER_* and CALMROOM_LLM_* say.")
    private boolean builtIn;

    @Option(names = "--seed", defaultValue = "1", description = "Order of a model's questions (${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException {
        CallSource.Found found = source.read();
        Path prompts = source.prompts();
        Scenario played = found.scenario();
        List<Turn> turns = found.call().said();
        found.call().start().ifPresent(then -> sayIfPlayedByOther(then, played));
        Graders graders = graders(prompts, System.getenv()::get);
        String by = framework != null
                ? new FrameworkFiles(prompts).load(framework).id()
                : played.plot().framework();
        Scorecard card = card(builtIn ? graders.builtIn(by) : graders.grader(by), turns);
        if (!card.because().equals(GIVEN)) {
            spec.commandLine().getErr().println(card.because().replaceFirst("^" + GIVEN + "; ", ""));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(EventJson.mapper().writeValueAsString(card));
        } else {
            print(card, out);
        }
        out.flush();
        return 0;
    }

    /** Whoever may not judge in the service does not here. */
    static Graders graders(Path prompts, Function<String, @Nullable String> environment) {
        return new Graders(prompts, id -> BuiltInEngines.appraiser(prompts, id), GraderModels.unhurried(environment))
                .onlyFit(ConfiguredModels.exams(environment).unfitJudges(environment));
    }

    /** A grade by one version of the files does not compare with a call by another. */
    private void sayIfPlayedByOther(RecordedCall.Start then, Scenario now) {
        if (then.prompts().isEmpty()
                || !then.scenario().equals(now.id())
                || then.prompts().equals(now.sha256())) {
            return;
        }
        List<String> which = now.files().differingFrom(then.files());
        PrintWriter err = spec.commandLine().getErr();
        err.printf("This call was played by other files than those that it is graded by now:%n");
        if (which.isEmpty()) {
            err.println("  which of them, its log does not say: it is older than that note.");
        }
        which.forEach(file -> err.println("  " + file));
        err.flush();
    }

    private Scorecard card(Grader grader, List<Turn> turns) {
        String because = GIVEN;
        try {
            return grader.grade(turns, seed, because, JudgeListener.NOBODY);
        } catch (JudgeFailedException e) {
            Grader standIn = grader.standIn().orElseThrow(() -> e);
            return standIn.grade(
                    turns,
                    seed,
                    "%s; %s The built-in judge stood in.".formatted(because, e.getMessage()),
                    JudgeListener.NOBODY);
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
