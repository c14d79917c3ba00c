package dev.calmroom.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a large file is. */
final class FetchingBar {
    static final long MEGABYTE = 1_000_000;
    private static final int WIDTH = 80;
    private static final int EVERY_MILLISECONDS = 500;

    static ProgressBar of(String name, long bytes, PrintStream told) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(bytes)
                .setUnit(" MB", MEGABYTE)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(EVERY_MILLISECONDS)
                .showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(told, WIDTH))
                .build();
    }

    private FetchingBar() {}
}
