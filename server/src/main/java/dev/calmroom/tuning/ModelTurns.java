package dev.calmroom.tuning;

import dev.calmroom.language.LanguageModel;
import dev.calmroom.persona.Manners;
import dev.calmroom.persona.Overhearing;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.persona.Wording;
import dev.calmroom.persona.WordingListener;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.tuning.Explanation.Ordered;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Lets a language model word single turns, with any version of the prompts; nobody waits on the line. What it may not say
 * is left out as in a call. Safe for use by several threads.
 */
public final class ModelTurns implements AutoCloseable {
    private final LanguageModel model;
    private final Manners manners;
    private final Troupe troupe;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("model-turns-", 0).factory());

    /** @param model waited for as long as it takes: {@code ModelSettings.unhurried} */
    public ModelTurns(LanguageModel model, Manners manners, Troupe troupe) {
        this.model = model;
        this.manners = manners;
        this.troupe = troupe;
    }

    /** Begins; returns at once. */
    public Wording word(Path prompts, Scenario scenario, Ordered ordered, WordingListener listener) {
        PersonaAgent agent = new PersonaAgents(
                        prompts, Optional.of(model), manners, troupe.embeddings(), timer, InstantSource.system())
                .unhurried()
                .cast(scenario);
        return agent.word(ordered.brief(), ordered.conversation(), new Overhearing(listener) {
            @Override
            public void onComplete(String speaker, String note) {
                agent.leave();
                super.onComplete(speaker, note);
            }
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
