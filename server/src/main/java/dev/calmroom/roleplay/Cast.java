package dev.calmroom.roleplay;

import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.log.Engines;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.scenario.Scenario;

/** Brings a scenario to life: its persona's inner life, and who words it. */
public interface Cast {

    /** @param state how the persona feels when the call begins */
    record Role(Roleplay roleplay, EmotionalState state, PersonaAgent agent, Engines engines) {}

    Role role(Scenario scenario, long seed);

    /** The built-in understudy, whoever words calls now. */
    PersonaAgent understudy(Scenario scenario);

    /** Who does what at the moment. */
    Engines engines();
}
