package dev.calmroom.authoring;

import dev.calmroom.scenario.Framework;
import dev.calmroom.scenario.FrameworkFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Lays out a new framework: moves, criteria and a few example lines of each, valid as they stand, to be written over. */
public final class NewFramework {
    private final Path prompts;

    public NewFramework(Path prompts) {
        this.prompts = prompts;
    }

    /**
     * @param id the name of its folder: small letters, digits and hyphens
     * @return what was written, read again
     * @throws IllegalArgumentException when the name cannot be one, or is taken
     */
    public Framework write(String id) throws IOException {
        Path folder = folder(id);
        NewName.check("framework", id, folder);
        Path pattern = prompts.resolve("new-framework");
        Files.createDirectories(folder.resolve("examples"));
        for (Path file : files(pattern)) {
            Files.writeString(
                    folder.resolve(pattern.relativize(file).toString()),
                    Files.readString(file).replace("\"{id}\"", id));
        }
        return new FrameworkFiles(prompts).load(id);
    }

    public Path folder(String id) {
        return prompts.resolve("frameworks").resolve(id);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
