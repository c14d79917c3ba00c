package dev.calmroom.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** Who is who in a file with a call in it, as far as whoever types the command says. */
final class WhoIsWho {
    @Option(
            names = "--leader",
            paramLabel = "NAME",
            description = "Who in the file is the leader, beside «Leader». May be given more than once.")
    private List<String> leader = List.of();

    @Option(
            names = "--persona",
            paramLabel = "NAME",
            description = "Who in the file is the persona, beside the persona's own names and «Persona».")
    private List<String> persona = List.of();

    @Option(
            names = "--neither",
            paramLabel = "NAME",
            description = "Who else speaks in the file; these lines are left out, and told of.")
    private List<String> neither = List.of();

    List<String> leader() {
        return leader;
    }

    List<String> persona() {
        return persona;
    }

    List<String> neither() {
        return neither;
    }

    boolean isSaid() {
        return !leader.isEmpty() || !persona.isEmpty() || !neither.isEmpty();
    }
}
