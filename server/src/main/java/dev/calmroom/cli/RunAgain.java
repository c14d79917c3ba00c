package dev.calmroom.cli;

import dev.calmroom.judging.Grader;
import dev.calmroom.judging.Graders;
import dev.calmroom.judging.JudgeListener;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.SessionEvent.SessionEnded;
import dev.calmroom.replay.Comparison;
import dev.calmroom.replay.Comparison.What;
import dev.calmroom.replay.Players;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.tuning.Variant;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The leader's turns as they were, against other prompts or with other seeds, and what comes of it beside each other. */
final class RunAgain {

    @Option(
            names = "--against",
            paramLabel = "DIR|git:REV",
            description = {
                "Play the leader's words with the prompts of this folder, or of a revision of the repository, as well, and show",
                "both beside each other: what was heard and felt, acts, words, ending, score, and where they first part."
            })
    private @Nullable String against;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Play with so many seeds, one after the other from --seed on, and show what each came to.")
    private int seeds = 1;

    private static final Set<What> DONE = EnumSet.of(What.HEARD, What.WORLD, What.ACT, What.ENDING);

    boolean isAsked() {
        return against != null || seeds != 1;
    }

    /** A play, and what the built-in judge gives for it. */
    private record Play(long seed, PlayedCall call, int score) {
        String came() {
            return "%-18s %3d".formatted(call.ending().map(SessionEnded::ending).orElse("-"), score);
        }
    }

    /** The leader's side of a past call, and who words the other. */
    interface Course {
        /** @param prompts that the players are of */
        void play(Path prompts, Players players, long seed, Consumer<LoggedEvent> log);
    }

    /** Plays a call with the players of one folder of prompts. */
    private static final class Stage {
        private final Path prompts;
        private final Course course;
        private final Players players;
        private final Grader grader;

        Stage(Path prompts, Course course, Scenario played) {
            this.prompts = prompts;
            this.course = course;
            players = Players.builtIn(prompts, played);
            grader = new Graders(prompts, framework -> players.appraiser(), (rubric, prompt) -> Optional.empty())
                    .builtIn(played.plot().framework());
        }

        Play play(long seed) {
            List<LoggedEvent> events = new ArrayList<>();
            course.play(prompts, players, seed, events::add);
            PlayedCall played = new PlayedCall(events);
            int score = grader.grade(played.conversation(), seed, "played again", JudgeListener.NOBODY)
                    .score();
            return new Play(seed, played, score);
        }
    }

    /**
     * @param scenario as a folder of prompts has it
     * @param first the first seed
     */
    void run(Course course, Function<Path, Scenario> scenario, Path prompts, long first, PrintWriter out) {
        if (seeds < 1 || seeds > 1_000) {
            throw new IllegalArgumentException("--seeds is from 1 to 1,000");
        }
        Stage now = new Stage(prompts, course, scenario.apply(prompts));
        if (against == null) {
            alone(now, first, out);
            return;
        }
        Variant other = PromptsArgument.layOut("then", against, prompts);
        beside(new Stage(other.prompts(), course, scenario.apply(other.prompts())), now, first, out);
    }

    /** What the same words come to with each seed, and where a play first parts from the first. */
    private void alone(Stage stage, long first, PrintWriter out) {
        Play before = stage.play(first);
        out.printf("%6s  %-18s %3s  %s%n", "seed", "ending", "score", "does otherwise than with seed " + first);
        out.printf("%6d  %s%n", first, before.came());
        for (long seed = first + 1; seed < first + seeds; seed++) {
            Play play = stage.play(seed);
            out.printf("%6d  %s  %s%n", seed, play.came(), does(Comparison.of(before.call(), play.call())));
            out.flush();
        }
    }

    private void beside(Stage then, Stage now, long first, PrintWriter out) {
        Play old = then.play(first);
        Play fresh = now.play(first);
        Comparison comparison = Comparison.of(old.call(), fresh.call());
        new SideBySide(out).print(comparison);
        out.printf("then: %s (%s)%n", old.came(), against);
        out.printf("now:  %s%n", fresh.came());
        out.println(parts(comparison));
        int same = comparison.first().isEmpty() ? 1 : 0;
        for (long seed = first + 1; seed < first + seeds; seed++) {
            Play was = then.play(seed);
            Play is = now.play(seed);
            Comparison other = Comparison.of(was.call(), is.call());
            same += other.first().isEmpty() ? 1 : 0;
            out.printf("seed %d  then: %s  now: %s  %s%n", seed, was.came(), is.came(), parts(other));
            out.flush();
        }
        if (seeds > 1) {
            out.printf("%d of %d seeds are the same.%n", same, seeds);
        }
    }

    /** Every seed has a temperament and lines of its own: what counts is what is done and how it ends. */
    private static String does(Comparison comparison) {
        return comparison.pairs().stream()
                .flatMap(pair -> pair.differences().stream())
                .filter(difference -> DONE.contains(difference.what()))
                .findFirst()
                .map(difference -> "from turn %d on, in what was %s"
                        .formatted(difference.turn(), SideBySide.of(difference.what())))
                .orElse("nothing else is done");
    }

    private static String parts(Comparison comparison) {
        return comparison
                .first()
                .map(difference -> "first parts at turn %d, in what was %s"
                        .formatted(difference.turn(), SideBySide.of(difference.what())))
                .orElse("the same in everything")
                .toLowerCase(Locale.ROOT);
    }
}
