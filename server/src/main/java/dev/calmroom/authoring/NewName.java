package dev.calmroom.authoring;

import java.nio.file.Files;
import java.nio.file.Path;

/** Names of folders that authors choose. */
final class NewName {
    static final String PATTERN = "[a-z0-9][a-z0-9-]{0,63}";

    private NewName() {}

    /**
     * @param what a scenario or a framework
     * @throws IllegalArgumentException when the name cannot be one, or its folder is there
     */
    static void check(String what, String id, Path folder) {
        if (!id.matches(PATTERN)) {
            throw new IllegalArgumentException(
                    "a %s's name has small letters, digits and hyphens, at most 64; '%s' has others"
                            .formatted(what, id));
        }
        if (Files.exists(folder)) {
            throw new IllegalArgumentException("%s is there already; choose another name".formatted(folder));
        }
    }
}
