package dev.calmroom.app;

import dev.calmroom.call.CallEngines;
import dev.calmroom.roleplay.Cast;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.synthesis.AudioStream;
import dev.calmroom.synthesis.Prosody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Learns every scenario and lets the voice say a word before the service calls itself ready: no caller waits for it. */
@Component
final class WarmUp implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private final ScenarioShelf scenarios;
    private final Cast cast;
    private final CallEngines engines;

    WarmUp(ScenarioShelf scenarios, Cast cast, CallEngines engines) {
        this.scenarios = scenarios;
        this.cast = cast;
        this.engines = engines;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (String id : scenarios.ids()) {
            try {
                cast.role(scenarios.current(id), 0).roleplay().open();
            } catch (InvalidPromptsException e) {
                LOG.error("The scenario '{}' cannot be played:\n{}", id, e.getMessage());
            }
        }
        try (AudioStream voice = engines.voice().synthesize("Hello?", Prosody.PLAIN)) {
            while (voice.next().isPresent()) {
                // Only to have been spoken once.
            }
        }
    }
}
