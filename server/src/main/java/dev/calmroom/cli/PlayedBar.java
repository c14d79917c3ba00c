package dev.calmroom.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How many calls are played or graded, and how long the others will take, on standard error. */
final class PlayedBar implements AutoCloseable {
    private @Nullable ProgressBar bar;

    void step(int done, int all, int failed) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("Calls")
                    .setInitialMax(all)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(
                            new ConsoleProgressBarConsumer(new PrintStream(System.err, true, StandardCharsets.UTF_8)))
                    .build();
        }
        bar.stepTo(done);
        if (failed > 0) {
            bar.setExtraMessage(failed + " could not be played");
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
