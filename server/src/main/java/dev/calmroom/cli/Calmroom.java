package dev.calmroom.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.ConsoleAppender;
import java.io.File;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of the command line. */
@Command(
        name = "calmroom",
        description = "A calmer room: rehearse the hardest phone call of a leader's year.",
        mixinStandardHelpOptions = true,
        version = "Calmroom 0.1",
        subcommands = {
            Serve.class,
            CallCommand.class,
            Appraise.class,
            Grade.class,
            Replay.class,
            WhatIfCommand.class,
            SwapCommand.class,
            HearCommand.class,
            Tune.class,
            Explain.class,
            Try.class,
            Validate.class,
            Learn.class,
            NewCommand.class,
            Draft.class,
            ScenarioCommand.class,
            Voices.class,
            ModelCommand.class
        },
        footer = "Measurements: ./calmroom bench, a module of its own (lab/) that is built when it is asked for.")
public final class Calmroom {
    private Calmroom() {}

    public static void main(String[] args) {
        run(args);
    }

    /**
     * Runs one command and ends the process with its exit code, unless it is one that stays up.
     *
     * @param further commands beside the product's own, as picocli takes them
     */
    public static void run(String[] args, Object... further) {
        sameEverywhere();
        leaveNothingBehind();
        logToStandardError();
        CommandLine commands = new CommandLine(new Calmroom());
        for (Object command : further) {
            commands.addSubcommand(command);
        }
        int exit = commands.setExecutionExceptionHandler(Calmroom::explain).execute(args);
        if (exit != Serve.STAYS_UP) {
            System.exit(exit);
        }
    }

    /** Numbers and letters are those of the files and the wire, whatever the machine's language. */
    static void sameEverywhere() {
        Locale.setDefault(Locale.ROOT);
    }

    /** The launcher's temporary folder of this process goes when what lies in it has gone: first asked for, last deleted. */
    private static void leaveNothingBehind() {
        File own = new File(System.getProperty("java.io.tmpdir"));
        if (own.getName().startsWith("calmroom-run-")) {
            own.deleteOnExit();
        }
    }

    /** Standard output belongs to the commands' own results. The service sets its logging up by itself. */
    private static void logToStandardError() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            root.setLevel(Level.WARN);
            root.iteratorForAppenders().forEachRemaining(appender -> {
                if (appender instanceof ConsoleAppender<?> console) {
                    console.stop();
                    console.setTarget("System.err");
                    console.start();
                }
            });
        }
    }

    /** What went wrong in one line; with CALMROOM_DEBUG set also where. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println(command.getColorScheme().errorText("calmroom: " + Trouble.sentence(failure)));
        if (System.getenv("CALMROOM_DEBUG") != null) {
            failure.printStackTrace(command.getErr());
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
