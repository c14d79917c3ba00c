package dev.calmroom.replay;

import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.comprehension.Ear;
import dev.calmroom.comprehension.Reading;
import dev.calmroom.comprehension.TurnReader;
import dev.calmroom.log.Engines;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.roleplay.WithGuests;
import dev.calmroom.scenario.Scenario;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Who plays in a rehearsal: a scenario, who hears, and who words it.
 *
 * @param guestEars who listens for a guest of the scenario; asked when the guest comes
 */
public record Players(
        Scenario scenario, Appraiser appraiser, Ear ear, PersonaAgent agent, Function<Scenario, Ear> guestEars) {
    private static final Executor THREADS =
            task -> Thread.ofPlatform().name("appraiser").daemon().start(task);

    /** A rehearsal happens at no time of any day: the same words give the same log, byte for byte. */
    private static final Instant NO_DAY = Instant.EPOCH;

    /** Whose guests hear no question: their feelings are moved all the same. */
    public Players(Scenario scenario, Appraiser appraiser, Ear ear, PersonaAgent agent) {
        this(scenario, appraiser, ear, agent, _ -> (_, _) -> Reading.NOTHING);
    }

    /** The built-in players: nothing is asked of a network, and the same words give the same call. */
    public static Players builtIn(Path prompts, Scenario scenario) {
        return builtIn(prompts, scenario, new BuiltInEngines());
    }

    /** The same, with sentence vectors that others use too. */
    public static Players builtIn(Path prompts, Scenario scenario, BuiltInEngines engines) {
        String framework = scenario.plot().framework();
        // Who appraises and who listens are loaded beside each other: each takes half of what a short replay takes.
        CompletableFuture<Appraiser> appraiser =
                CompletableFuture.supplyAsync(() -> BuiltInEngines.appraiser(prompts, framework), THREADS);
        Ear ear = engines.ear(prompts, scenario);
        PersonaAgent understudy = PersonaAgents.understudy(prompts, scenario, engines.embeddings());
        try {
            return new Players(
                    scenario, appraiser.join(), ear, understudy, guest -> engines.ear(prompts, guest, guest.sha256()));
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The same, but for who words the persona. */
    Players wordedBy(PersonaAgent other) {
        return new Players(scenario, appraiser, ear, other, guestEars);
    }

    /** Runs a leader's words to their end. */
    public void rehearse(Leader leader, long seed, Consumer<LoggedEvent> log) {
        WithGuests ringing = ringing(seed);
        Rehearsal.run(started(ringing, seed), ringing, agent, leader, log);
    }

    /** The same, whose turns are read elsewhere as well: these readers are waited for. */
    void rehearse(Leader leader, long seed, Function<Scenario, TurnReader> readers, Consumer<LoggedEvent> log) {
        WithGuests ringing = ringing(seed).readBy(readers);
        Rehearsal.run(started(ringing, seed), ringing, agent, leader, log);
    }

    /**
     * Runs a call of ours again, each of the leader's words when it was said.
     *
     * @param call all of its log
     */
    public void again(List<LoggedEvent> call, long seed, Consumer<LoggedEvent> log) {
        WithGuests ringing = ringing(seed);
        SessionStarted then = (SessionStarted) call.getFirst().event();
        SessionStarted today = PlayedAgain.today(then, scenario, seed, ringing.state(), agent);
        PlayedAgain.of(call, today, ringing, agent).events().forEach(log);
    }

    /** Runs a call that lasts no longer than the scenario lets it. */
    public List<LoggedEvent> simulate(Leader leader, long seed) {
        WithGuests ringing = ringing(seed);
        return Rehearsal.runWithin(scenario.plot().lasts(), started(ringing, seed), ringing, agent, leader);
    }

    /** The same with another who listens. */
    public Players listening(Appraiser otherAppraiser, Ear otherEar) {
        return new Players(scenario, otherAppraiser, otherEar, agent, guestEars);
    }

    /** A call that has not been answered yet. */
    public WithGuests ringing(long seed) {
        return WithGuests.ringing(
                scenario, appraiser, played -> played.equals(scenario) ? ear : guestEars.apply(played), seed);
    }

    SessionStarted started(WithGuests ringing, long seed) {
        return new SessionStarted(
                "rehearsal",
                new SessionStarted.Setting(scenario.id(), scenario.plot().framework(), scenario.sha256(), seed),
                new Engines("none", "none", agent.name(), "built-in", "none"),
                NO_DAY,
                ringing.state(),
                null);
    }
}
