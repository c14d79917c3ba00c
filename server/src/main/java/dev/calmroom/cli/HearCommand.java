package dev.calmroom.cli;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.SoundFile;
import dev.calmroom.judging.Grader;
import dev.calmroom.judging.GraderModels;
import dev.calmroom.judging.Graders;
import dev.calmroom.judging.JudgeListener;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.log.Scorecard;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.recognition.WordErrors;
import dev.calmroom.replay.BuiltInEngines;
import dev.calmroom.replay.HearAgain;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.transcript.Turn;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Kept sound through today's recogniser. */
@Command(
        name = "hear",
        description =
                "Hear a call's kept sound again: how well it is recognised today, and what that does to the score.",
        footer = {
            "",
            "FILE is a session's exported events, which say when each word was spoken. What was put right in the report",
            "is what was said; elsewhere that is what was heard then."
        },
        mixinStandardHelpOptions = true)
final class HearCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CallSource source = new CallSource();

    @Option(
            names = "--sound",
            paramLabel = "SOUND",
            required = true,
            description = "The leader's side as the report saves it, from the beginning of the session.")
    private Path sound = Path.of("");

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** @param scoreSaid of the corrected transcript, by the built-in judge; of what was heard then; of what is heard now */
    private record Result(
            HearAgain.Heard heard,
            double rateThen,
            double rateNow,
            int scoreSaid,
            int scoreThen,
            int scoreNow,
            List<HearAgain.Changed> changed) {}

    @Override
    public Integer call() throws IOException {
        CallSource.Found found = source.read();
        HearAgain.Heard heard = heard(found.scenario(), found.call());
        Result result = graded(found, heard);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(EventJson.mapper().writeValueAsString(result));
        } else {
            print(result, out);
        }
        out.flush();
        return 0;
    }

    private HearAgain.Heard heard(Scenario played, RecordedCall call) {
        try (SpeechRecognizer recognizer = VoskRecognizer.load(ModelCache.standard(System.getenv()), 1);
                PercentBar bar = new PercentBar("Hearing")) {
            AudioClip leader = SoundFile.read(sound).mono();
            return new HearAgain(recognizer, Vocabulary.of(played.plot().vocabulary())).hear(call, leader, bar::step);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s with %s: %s".formatted(source.file(), sound, e.getMessage()), e);
        }
    }

    private Result graded(CallSource.Found found, HearAgain.Heard heard) {
        Path prompts = source.prompts();
        Grader grader = new Graders(
                        prompts,
                        id -> BuiltInEngines.appraiser(prompts, id),
                        GraderModels.unhurried(System.getenv()::get))
                .builtIn(found.scenario().plot().framework());
        Scorecard said = card(grader, found.call().said());
        Scorecard now = card(grader, heard.call());
        return new Result(
                heard,
                heard.errorsThen().rate(),
                heard.errorsNow().rate(),
                said.score(),
                card(grader, found.call().turns()).score(),
                now.score(),
                HearAgain.changes(said, now));
    }

    private static Scorecard card(Grader grader, List<Turn> turns) {
        return grader.grade(turns, 1, "heard again", JudgeListener.NOBODY);
    }

    private static void print(Result result, PrintWriter out) {
        HearAgain.Heard heard = result.heard();
        for (HearAgain.Line line : heard.lines()) {
            if (line.errorsNow().errors() == 0 && line.errorsThen().errors() == 0) {
                continue;
            }
            out.printf("turn %d, %s%n", line.turn(), line.corrected() ? "put right" : "as heard then");
            out.printf("  said  %s%n", line.said());
            if (line.corrected()) {
                out.printf("  then  %s (%s)%n", line.then(), count(line.errorsThen()));
            }
            out.printf("  now   %s (%s)%n", line.now(), count(line.errorsNow()));
        }
        long corrected =
                heard.lines().stream().filter(HearAgain.Line::corrected).count();
        out.printf(
                "%nWord error rate over %d turns, %d of them put right: %.1f %% then, %.1f %% now (%s)%n",
                heard.lines().size(),
                corrected,
                100 * result.rateThen(),
                100 * result.rateNow(),
                count(heard.errorsNow()));
        if (corrected == 0) {
            out.println("Nothing was put right, so what was heard then counts as what was said.");
        }
        if (!heard.silent().isEmpty()) {
            out.printf("No sound of turns %s: typed, or not kept; as they stand.%n", heard.silent());
        }
        out.printf(
                "Score by the built-in judge: %d as said, %d as heard then, %d as heard now%n",
                result.scoreSaid(), result.scoreThen(), result.scoreNow());
        for (HearAgain.Changed changed : result.changed()) {
            out.printf("  %s: %s, as heard now %s%n", changed.criterion(), word(changed.from()), word(changed.to()));
        }
    }

    private static String word(@Nullable Enum<?> verdict) {
        return verdict == null ? "" : verdict.name().toLowerCase(Locale.ROOT);
    }

    private static String count(WordErrors errors) {
        return "%d of %d words wrong".formatted(errors.errors(), errors.words());
    }
}
