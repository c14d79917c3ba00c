package dev.calmroom.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How much of one thing is done, on standard error. */
final class PercentBar implements AutoCloseable {
    private final ProgressBar bar;

    PercentBar(String task) {
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(100)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(new PrintStream(System.err, true, StandardCharsets.UTF_8)))
                .build();
    }

    /** @param done 0 to 1 */
    void step(double done) {
        bar.stepTo(Math.round(100 * done));
    }

    @Override
    public void close() {
        bar.close();
    }
}
