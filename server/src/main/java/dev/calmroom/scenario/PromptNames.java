package dev.calmroom.scenario;

import java.nio.file.Path;

/** Which files of a folder are an author's. */
public final class PromptNames {
    private PromptNames() {}

    /** A YAML file that is read; what editors and file systems leave beside it is not. */
    public static boolean isYaml(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".yaml") && !name.startsWith(".") && !name.startsWith("#");
    }

    /** Looks like an author's file and is not read: whoever wrote it should know. */
    static boolean isPassedOver(Path file) {
        String name = file.getFileName().toString();
        return (name.contains(".yaml") || name.endsWith(".yml")) && !isYaml(file);
    }
}
