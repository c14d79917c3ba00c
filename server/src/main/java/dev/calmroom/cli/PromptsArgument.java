package dev.calmroom.cli;

import dev.calmroom.tuning.Experiment.VariantSource;
import java.nio.file.Path;

/** A version of the prompts as it is given on the command line: a folder, or {@code git:REVISION}. */
final class PromptsArgument {
    private static final String GIT = "git:";

    private PromptsArgument() {}

    /** @param prompts the folder whose revisions are meant */
    static VariantSource source(String name, String text, Path prompts) {
        return text.startsWith(GIT)
                ? new VariantSource.Revision(name, prompts, text.substring(GIT.length()))
                : new VariantSource.Folder(name, Path.of(text));
    }
}
