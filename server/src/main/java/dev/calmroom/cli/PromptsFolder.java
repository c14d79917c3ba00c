package dev.calmroom.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder of prompts that a command reads: all commands name it in the same way. */
final class PromptsFolder {
    @Option(
            names = "--prompts",
            defaultValue = "${env:CALMROOM_PROMPTS:-prompts}",
            description = "Folder with scenarios, frameworks and lines (${DEFAULT-VALUE}).")
    private Path path = Path.of("prompts");

    Path path() {
        return path;
    }
}
