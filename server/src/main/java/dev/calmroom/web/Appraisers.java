package dev.calmroom.web;

import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.LearnedAppraiser;
import dev.calmroom.scenario.Fingerprint;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The appraiser of each framework, learned once for each version of its files. */
final class Appraisers implements Function<String, Appraiser> {
    static final String NAME = "built-in";

    private final Path prompts;
    private final Map<String, Appraiser> learned = new ConcurrentHashMap<>();

    Appraisers(Path prompts) {
        this.prompts = prompts;
    }

    /** @param framework its id */
    @Override
    public Appraiser apply(String framework) {
        String version = Fingerprint.of(prompts.resolve("frameworks").resolve(framework));
        return learned.computeIfAbsent(framework + " " + version, key -> LearnedAppraiser.load(prompts, framework));
    }
}
