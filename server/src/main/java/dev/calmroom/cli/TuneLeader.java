package dev.calmroom.cli;

import dev.calmroom.authoring.LeaderOfCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a simulated leader of a call that somebody had. */
@Command(
        name = "leader",
        description =
                "Make a simulated leader of a past call: its words, in prompts/leaders, for tune and experiments.",
        mixinStandardHelpOptions = true)
final class TuneLeader implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CallSource source = new CallSource();

    @Option(names = "--id", required = true, paramLabel = "NAME", description = "What the leader is called.")
    private String id = "";

    @Override
    public Integer call() throws IOException {
        CallSource.Found found = source.read();
        LeaderOfCall leader = LeaderOfCall.of(
                id, found.scenario().id(), "As in " + source.file().getFileName(), found.call());
        Path file = source.prompts().resolve(leader.file());
        if (Files.exists(file)) {
            throw new IllegalArgumentException(file + ": there is a leader of this name already");
        }
        Files.createDirectories(source.prompts().resolve("leaders"));
        Files.writeString(file, leader.text());
        spec.commandLine()
                .getOut()
                .printf("%s is written: %d turns%n", file, leader.says().size());
        return 0;
    }
}
