package dev.calmroom.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of the command line. */
@Command(
        name = "calmroom",
        description = "A calmer room: rehearse the hardest phone call of a leader's year.",
        mixinStandardHelpOptions = true,
        version = "Calmroom 0.1",
        subcommands = {Serve.class, CallCommand.class, Validate.class})
public final class Calmroom {
    private Calmroom() {}

    public static void main(String[] args) {
        int exit = new CommandLine(new Calmroom()).execute(args);
        if (exit != Serve.STAYS_UP) {
            System.exit(exit);
        }
    }
}
