package dev.calmroom.tuning;

import dev.calmroom.scenario.PromptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** On which line of {@code lines.yaml} each of the persona's lines stands. */
record LinePlaces(Path file, Map<String, Integer> numbers) {
    static LinePlaces in(Path file) {
        Map<String, Integer> numbers = new HashMap<>();
        if (Files.exists(file)) {
            PromptFile lines = PromptFile.read(file);
            JsonNode groups = lines.tree().path("lines");
            for (int i = 0; i < groups.size(); i++) {
                JsonNode says = groups.get(i).path("says");
                for (int j = 0; j < says.size(); j++) {
                    numbers.putIfAbsent(
                            says.get(j).asString().strip(), lines.lineOf("/lines/%d/says/%d".formatted(i, j)));
                }
            }
        }
        return new LinePlaces(file, numbers);
    }

    /** @return from 1; 0 where it stands in no file */
    int lineOf(String text) {
        return numbers.getOrDefault(text, 0);
    }
}
