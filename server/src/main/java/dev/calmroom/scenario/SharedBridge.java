package dev.calmroom.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What anybody can say while a language model thinks: the contents of {@code prompts/shared/bridge.yaml}.
 *
 * @param says first words that fit before any answer, also before a no
 */
public record SharedBridge(List<String> says) {
    /** For a folder of before there was such a file. */
    public static final SharedBridge NONE = new SharedBridge(List.of());

    public SharedBridge {
        says = List.copyOf(says);
    }

    /** @throws InvalidPromptsException when the file is not as its schema says */
    public static SharedBridge read(Path prompts) {
        return Files.exists(file(prompts))
                ? PromptFile.read(file(prompts), "bridge").as(SharedBridge.class)
                : NONE;
    }

    /** As it is written, to tell versions apart by; empty where there is none. */
    public static String text(Path prompts) {
        return Files.exists(file(prompts)) ? PromptFile.text(file(prompts)) : "";
    }

    private static Path file(Path prompts) {
        return prompts.resolve("shared").resolve("bridge.yaml");
    }
}
