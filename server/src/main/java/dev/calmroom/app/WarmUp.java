package dev.calmroom.app;

import dev.calmroom.authoring.PromptsInUse;
import dev.calmroom.call.CallEngines;
import dev.calmroom.roleplay.Cast;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.synthesis.AudioStream;
import dev.calmroom.synthesis.Prosody;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Learns the scenario that is played where none is named and lets the voice say a word before the service calls itself
 * ready. The other scenarios are learned behind it, one after the other: who chooses one of them before that waits for
 * it, and nobody waits for what is not chosen.
 */
@Component
final class WarmUp implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private final ScenarioShelf scenarios;
    private final Cast cast;
    private final CallEngines engines;
    private final PromptsInUse prompts;

    WarmUp(ScenarioShelf scenarios, Cast cast, CallEngines engines, PromptsInUse prompts) {
        this.scenarios = scenarios;
        this.cast = cast;
        this.engines = engines;
        this.prompts = prompts;
    }

    /** What others may choose is learned behind everything that a call needs, as far as the machine heeds that. */
    @Override
    @SuppressWarnings("ThreadPriorityCheck")
    public void run(ApplicationArguments arguments) {
        List<String> ids = scenarios.ids();
        ids.stream().limit(1).forEach(this::learn);
        try (AudioStream voice = engines.voice().synthesize("Hello?", Prosody.PLAIN)) {
            while (voice.next().isPresent()) {
                // Only to have been spoken once.
            }
        }
        Thread.ofPlatform()
                .name("learning-others")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .start(() -> {
                    ids.stream().skip(1).forEach(this::learn);
                    prompts.review();
                });
    }

    private void learn(String id) {
        try {
            cast.role(scenarios.current(id), 0).roleplay().open();
        } catch (InvalidPromptsException e) {
            LOG.error("The scenario '{}' cannot be played:\n{}", id, e.getMessage());
        }
    }
}
