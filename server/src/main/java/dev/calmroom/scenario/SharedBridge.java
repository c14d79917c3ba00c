package dev.calmroom.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What anybody can say while a language model thinks: the contents of {@code prompts/shared/bridge.yaml}.
 *
 * @param says first words that fit before any answer, also before a no
 * @param begins finds a word with which a clause begins, at the beginning of what it is given
 */
public record SharedBridge(List<String> says, Pattern begins) {
    /** For a folder of before there was such a file. */
    public static final SharedBridge NONE = new SharedBridge(List.of(), Pattern.compile("(?!)"));

    public SharedBridge {
        says = List.copyOf(says);
        begins = Pattern.compile(begins.pattern(), Pattern.CASE_INSENSITIVE);
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
