package dev.calmroom.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of the command line. */
@Command(
        name = "calmroom",
        description = "A calmer room: rehearse the hardest phone call of a leader's year.",
        mixinStandardHelpOptions = true,
        version = "Calmroom 0.1",
        subcommands = {Serve.class, CallCommand.class, Appraise.class, Validate.class, Voices.class, Bench.class})
public final class Calmroom {
    private Calmroom() {}

    public static void main(String[] args) {
        int exit = new CommandLine(new Calmroom())
                .setExecutionExceptionHandler(Calmroom::explain)
                .execute(args);
        if (exit != Serve.STAYS_UP) {
            System.exit(exit);
        }
    }

    /** What went wrong in one line; with CALMROOM_DEBUG set also where. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        command.getErr().println(command.getColorScheme().errorText("calmroom: " + message));
        if (System.getenv("CALMROOM_DEBUG") != null) {
            failure.printStackTrace(command.getErr());
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
