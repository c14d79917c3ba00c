package dev.calmroom.app;

import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.replay.BuiltInEngines;
import dev.calmroom.scenario.Fingerprint;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.ScenarioFiles;
import java.nio.file.Path;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The appraiser of each framework, learned once for each version of its files. */
final class Appraisers implements Function<String, Appraiser> {
    private static final Logger LOG = LoggerFactory.getLogger(Appraisers.class);
    static final String NAME = "built-in";

    private final Path prompts;
    private final BuiltInEngines engines;

    Appraisers(Path prompts, BuiltInEngines engines) {
        this.prompts = prompts;
        this.engines = engines;
    }

    /** Learns the framework of the scenario that is played where none is named; the others wait for {@link WarmUp}. */
    void learnAhead() {
        try {
            ScenarioFiles files = new ScenarioFiles(prompts);
            files.ids().stream().findFirst().map(files::frameworkOf).ifPresent(this::apply);
        } catch (InvalidPromptsException e) {
            LOG.debug("not learned ahead", e);
        }
    }

    /** @param framework its id */
    @Override
    public Appraiser apply(String framework) {
        String version = Fingerprint.of(prompts.resolve("frameworks").resolve(framework));
        return engines.appraiser(prompts, framework, framework + " " + version);
    }
}
