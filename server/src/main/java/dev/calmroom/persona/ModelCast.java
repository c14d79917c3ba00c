package dev.calmroom.persona;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.scenario.Scenario;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** What all calls of a scenario with one language model have in common. Safe for use by several threads. */
final class ModelCast {
    private final LanguageModel model;
    private final Scenario scenario;
    private final PersonaPrompt prompt;
    private final SpeechGuard guard;
    private final Understudy understudy;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;

    /**
     * @param template the wording of a turn's order to the model ({@code prompts/turn.md})
     * @param timer runs the deadlines; shared, and not closed here
     */
    ModelCast(
            LanguageModel model,
            Scenario scenario,
            String template,
            SpeechGuard guard,
            ScheduledExecutorService timer,
            InstantSource clock) {
        this.model = model;
        this.scenario = scenario;
        this.prompt = new PersonaPrompt(scenario, template, model.settings().historyTokens());
        this.guard = guard;
        this.understudy = new Understudy(scenario.lines());
        this.timer = timer;
        this.clock = clock;
    }

    /** An agent for one call: its failures are nobody else's. */
    ModelPersona forCall() {
        return new ModelPersona(this);
    }

    LanguageModel model() {
        return model;
    }

    Scenario scenario() {
        return scenario;
    }

    PersonaPrompt prompt() {
        return prompt;
    }

    SpeechGuard guard() {
        return guard;
    }

    Understudy understudy() {
        return understudy;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    InstantSource clock() {
        return clock;
    }
}
