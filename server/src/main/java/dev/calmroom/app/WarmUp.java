package dev.calmroom.app;

import dev.calmroom.authoring.PromptsInUse;
import dev.calmroom.call.CallEngines;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Medium;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.log.SessionEvent.PersonaSpoke;
import dev.calmroom.log.TurnLatency;
import dev.calmroom.persona.Brief;
import dev.calmroom.replay.Rehearsal;
import dev.calmroom.replay.Restoration;
import dev.calmroom.roleplay.Cast;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.synthesis.AudioStream;
import dev.calmroom.synthesis.Prosody;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Learns the scenario that is played where none is named, rehearses a turn of it and lets the voice say a word before
 * anybody is let in: a proxy without checks of its own would send those here who come back from a server that died, and
 * they would wait for all of this. The other scenarios are learned behind it, one after the other: who chooses one of them before that waits for
 * it, and nobody waits for what is not chosen.
 */
@Component
final class WarmUp implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final String HELLO = "Hello?";

    private final ScenarioShelf scenarios;
    private final Cast cast;
    private final CallEngines engines;
    private final PromptsInUse prompts;
    private volatile boolean running;

    WarmUp(ScenarioShelf scenarios, Cast cast, CallEngines engines, PromptsInUse prompts) {
        this.scenarios = scenarios;
        this.cast = cast;
        this.engines = engines;
        this.prompts = prompts;
    }

    /** What others may choose is learned behind everything that a call needs, as far as the machine heeds that. */
    @Override
    @SuppressWarnings("ThreadPriorityCheck")
    public void start() {
        List<String> ids = scenarios.ids();
        ids.stream().limit(1).forEach(this::learn);
        ids.stream().limit(1).forEach(this::rehearse);
        try (AudioStream voice = engines.voice().synthesize(HELLO, Prosody.PLAIN)) {
            while (voice.next().isPresent()) {
                // Only to have been spoken once.
            }
        }
        // What the start has left behind goes while nobody is on the line: the heap would stay twice as large
        // otherwise.
        System.gc();
        Thread.ofPlatform()
                .name("learning-others")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .start(() -> {
                    ids.stream().skip(1).forEach(this::learn);
                    prompts.review();
                });
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the port is opened. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }

    /**
     * A call of one turn is brought back, as after a restart: whoever has waited for this server is answered by classes and
     * models that have been used once, and so is the first turn of a new call.
     */
    private void rehearse(String id) {
        try {
            Scenario scenario = scenarios.current(id);
            cast.role(scenario, 0).roleplay().open().brief().ifPresent(first -> rehearse(scenario, first));
        } catch (InvalidPromptsException e) {
            LOG.debug("nothing to rehearse", e); // It has been told already.
        } catch (RuntimeException e) {
            LOG.warn("The scenario '{}' could not be rehearsed; its first call is slower", id, e);
        }
    }

    private void rehearse(Scenario scenario, Brief first) {
        PersonaSpoke hello = new PersonaSpoke(
                first.turn(),
                HELLO,
                HELLO,
                first.task().act(),
                first.sound().delivery(),
                "",
                "",
                TurnLatency.NONE,
                List.of());
        LeaderSpoke said = new LeaderSpoke(first.turn() + 1, scenario.plot().summary(), List.of(), Medium.TYPED);
        Roleplay goesOn = Restoration.upToNow(
                        cast.role(scenario, 0).roleplay(),
                        List.of(new LoggedEvent(1, 1_000, hello), new LoggedEvent(2, 5_000, said)))
                .roleplay();
        // No model is asked: whoever words calls, the understudy may have to.
        goesOn.open()
                .brief()
                .ifPresent(answer -> Rehearsal.word(cast.understudy(scenario), answer, goesOn.conversation()));
    }

    private void learn(String id) {
        try {
            Scenario scenario = scenarios.current(id);
            cast.role(scenario, 0).roleplay().open();
            scenario.guests()
                    .values()
                    .forEach(guest -> cast.role(guest, 0).roleplay().open());
        } catch (InvalidPromptsException e) {
            LOG.error("The scenario '{}' cannot be played:\n{}", id, e.getMessage());
        }
    }
}
