package dev.calmroom.app;

import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.appraisal.LearnedAppraiser;
import dev.calmroom.appraisal.RememberingAppraiser;
import dev.calmroom.scenario.Fingerprint;
import dev.calmroom.scenario.InvalidPromptsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The appraiser of each framework, learned once for each version of its files. */
final class Appraisers implements Function<String, Appraiser> {
    private static final Logger LOG = LoggerFactory.getLogger(Appraisers.class);
    static final String NAME = "built-in";

    private final Path prompts;
    private final Map<String, Appraiser> learned = new ConcurrentHashMap<>();

    Appraisers(Path prompts) {
        this.prompts = prompts;
    }

    /** Learns every framework that there is; what cannot be learned is said when it is asked for. */
    void learnAhead() {
        try (Stream<Path> folders = Files.list(prompts.resolve("frameworks"))) {
            folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .forEach(this::apply);
        } catch (IOException | InvalidPromptsException e) {
            LOG.debug("not learned ahead", e);
        }
    }

    /** @param framework its id */
    @Override
    public Appraiser apply(String framework) {
        String version = Fingerprint.of(prompts.resolve("frameworks").resolve(framework));
        return learned.computeIfAbsent(
                framework + " " + version, key -> new RememberingAppraiser(LearnedAppraiser.load(prompts, framework)));
    }
}
