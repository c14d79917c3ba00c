package dev.calmroom.app;

import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.comprehension.Ear;
import dev.calmroom.log.Engines;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.persona.ReadingModels;
import dev.calmroom.roleplay.Cast;
import dev.calmroom.roleplay.WithGuests;
import dev.calmroom.scenario.Scenario;
import java.util.function.Function;
import java.util.function.Supplier;

/** Brings scenarios to life with the appraiser, the ear and the agent that are configured. */
final class ScenarioCast implements Cast {
    private final Function<String, Appraiser> appraisers;
    private final Function<Scenario, Ear> ears;
    private final PersonaAgents casting;
    private final ReadingModels readers;
    private final Supplier<Engines> engines;

    /** @param appraisers by framework */
    ScenarioCast(
            Function<String, Appraiser> appraisers,
            Function<Scenario, Ear> ears,
            PersonaAgents casting,
            ReadingModels readers,
            Supplier<Engines> engines) {
        this.appraisers = appraisers;
        this.ears = ears;
        this.casting = casting;
        this.readers = readers;
        this.engines = engines;
    }

    @Override
    public Role role(Scenario scenario, long seed) {
        WithGuests roleplay = WithGuests.ringing(
                        scenario, appraisers.apply(scenario.plot().framework()), ears, seed)
                .keepingReadings()
                .readBy(readers::of);
        PersonaAgent agent = casting.cast(scenario);
        return new Role(roleplay, roleplay.state(), agent, engines.get());
    }

    @Override
    public PersonaAgent understudy(Scenario scenario) {
        return casting.understudy(scenario);
    }

    @Override
    public Engines engines() {
        return engines.get();
    }
}
