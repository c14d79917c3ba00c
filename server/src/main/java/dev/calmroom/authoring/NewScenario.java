package dev.calmroom.authoring;

import dev.calmroom.scenario.Framework;
import dev.calmroom.scenario.FrameworkFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Lays out a new scenario: one sheet, complete and valid, for an author to write over. */
public final class NewScenario {
    private static final String GOOD = "{ trust: \"+\", strain: \"-\", footing: \"+\" }";
    private static final String TRAP = "{ trust: \"--\", strain: \"++\" }";

    private final Path prompts;

    public NewScenario(Path prompts) {
        this.prompts = prompts;
    }

    /**
     * @param id the name of its folder: small letters, digits and hyphens
     * @return the sheet that was written
     * @throws IllegalArgumentException when the name cannot be one, or is taken
     */
    public Path write(String id, String framework) throws IOException {
        Path folder = prompts.resolve("scenarios").resolve(id);
        NewName.check("scenario", id, folder);
        Framework known = new FrameworkFiles(prompts).load(framework);
        String sheet = Files.readString(prompts.resolve("shared").resolve("new-sheet.yaml"))
                .replace("{id}", id)
                .replace("{framework}", framework)
                .replace("{decides}", decides(known))
                .replace("{moves}\n", moves(known));
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve("sheet.yaml"), sheet);
    }

    private static String moves(Framework framework) {
        return framework.moves().stream()
                .filter(move -> move.tone() != Framework.Tone.NEUTRAL)
                .map(move -> "  # %s%n  %s: %s%n"
                        .formatted(move.title(), move.id(), move.tone() == Framework.Tone.GOOD ? GOOD : TRAP))
                .collect(Collectors.joining());
    }

    private static String decides(Framework framework) {
        return framework.moves().stream()
                .filter(Framework.MoveKind::decides)
                .map(Framework.MoveKind::id)
                .collect(Collectors.joining(", "));
    }
}
