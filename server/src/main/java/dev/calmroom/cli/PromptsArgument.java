package dev.calmroom.cli;

import dev.calmroom.recognition.ModelCache;
import dev.calmroom.tuning.Experiment.VariantSource;
import dev.calmroom.tuning.Variant;
import dev.calmroom.tuning.Variants;
import java.nio.file.Path;

/** A version of the prompts as it is given on the command line: a folder, or {@code git:REVISION}. */
final class PromptsArgument {
    private static final String GIT = "git:";

    private PromptsArgument() {}

    /**
     * That version as a folder; a revision is laid out once, in the cache.
     *
     * @throws IllegalArgumentException when there is no such version
     */
    static Variant layOut(String name, String text, Path prompts) {
        Path work =
                ModelCache.standard(System.getenv()).place().resolve("tuning").resolve("variants");
        return new Variants(work).layOut(source(name, text, prompts));
    }

    /** @param prompts the folder whose revisions are meant */
    static VariantSource source(String name, String text, Path prompts) {
        return text.startsWith(GIT)
                ? new VariantSource.Revision(name, prompts, text.substring(GIT.length()))
                : new VariantSource.Folder(name, Path.of(text));
    }
}
