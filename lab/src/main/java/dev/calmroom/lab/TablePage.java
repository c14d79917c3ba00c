package dev.calmroom.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a table goes that was measured. */
final class TablePage {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--write", paramLabel = "PAGE", description = "Write the table into this page as well.")
    private @Nullable Path page;

    /** Prints it, and writes it down where that was asked for. */
    void report(String part, String text) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
        if (page != null) {
            new MarkedPage(page).write(part, text);
        }
    }
}
