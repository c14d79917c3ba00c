package dev.calmroom.cli;

import dev.calmroom.log.RecordedCall;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.transcript.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Makes a simulated leader of a call that somebody had. */
@Command(
        name = "leader",
        description =
                "Make a simulated leader of a past call: its words, in prompts/leaders, for tune and experiments.",
        mixinStandardHelpOptions = true)
final class TuneLeader implements Callable<Integer> {
    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .build());

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CallSource source = new CallSource();

    @Option(names = "--id", required = true, paramLabel = "NAME", description = "What the leader is called.")
    private String id = "";

    @Override
    public Integer call() throws IOException {
        if (!id.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("--id: expected small letters, figures and hyphens, found " + id);
        }
        Path file = source.prompts().resolve("leaders").resolve(id + ".yaml");
        if (Files.exists(file)) {
            throw new IllegalArgumentException(file + ": there is a leader of this name already");
        }
        CallSource.Found found = source.read();
        Scenario scenario = found.scenario();
        RecordedCall call = found.call();
        List<Map<String, List<String>>> script = call.turns().stream()
                .filter(Turn::isLeader)
                .map(turn -> Map.of("says", List.of(turn.text())))
                .toList();
        String text = "# yaml-language-server: $schema=../schemas/leader.schema.json\n"
                + YAML.writeValueAsString(
                        new Leader(id, scenario.id(), "As in " + source.file().getFileName(), script));
        Files.createDirectories(source.prompts().resolve("leaders"));
        Files.writeString(file, text);
        spec.commandLine().getOut().printf("%s is written: %d turns%n", file, script.size());
        return 0;
    }

    /** As its file has it. */
    record Leader(String id, String scenario, String about, List<Map<String, List<String>>> script) {}
}
