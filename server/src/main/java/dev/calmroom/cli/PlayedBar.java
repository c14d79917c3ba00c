package dev.calmroom.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How many calls are played or graded, and how long the others will take, on standard error. */
final class PlayedBar implements AutoCloseable {
    private @Nullable ProgressBar bar;
    private volatile Optional<Duration> left = Optional.empty();
    private final long began = System.nanoTime();
    private volatile long said = began;

    /** Of things that take about as long each. */
    void step(int done, int all) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        step(
                done,
                all,
                0,
                done == 0
                        ? Optional.empty()
                        : Optional.of(took.multipliedBy(all - done).dividedBy(done)));
    }

    /** @param timeLeft how long the others will take, as of now; empty while nobody can know */
    void step(int done, int all, int failed, Optional<Duration> timeLeft) {
        left = timeLeft;
        said = System.nanoTime();
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("Calls")
                    .setInitialMax(all)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setEtaFunction(state -> left())
                    .setConsumer(
                            new ConsoleProgressBarConsumer(new PrintStream(System.err, true, StandardCharsets.UTF_8)))
                    .build();
        }
        bar.stepTo(done);
        if (failed > 0) {
            bar.setExtraMessage(failed + " could not be played");
        }
    }

    private Optional<Duration> left() {
        Duration since = Duration.ofNanos(System.nanoTime() - said);
        return left.map(time -> time.compareTo(since) > 0 ? time.minus(since) : Duration.ZERO);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
