package dev.calmroom.tuning;

import dev.calmroom.scenario.Fingerprint;
import java.nio.file.Path;

/**
 * A version of the prompts that lies in a folder.
 *
 * @param place what it was made of, for people
 */
public record Variant(String name, Path prompts, String place) {

    /** Of all that has a part in a call of this scenario: the same for the same contents. */
    String version(String scenario, String framework) {
        return Fingerprint.of(
                prompts.resolve("scenarios").resolve(scenario),
                prompts.resolve("frameworks").resolve(framework),
                prompts.resolve("shared"),
                prompts.resolve("hearing.yaml"),
                prompts.resolve("speech.yaml"),
                prompts.resolve("turn.md"),
                prompts.resolve("turn-free.md"));
    }
}
