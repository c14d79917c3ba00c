package dev.calmroom.persona;

import dev.calmroom.scenario.Scenario;
import dev.calmroom.transcript.Turn;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Everybody who can speak in one call: the persona, and guests, each worded by an agent that is made when a guest comes. */
final class Ensemble implements PersonaAgent {
    private final PersonaAgent persona;
    private final Scenario scenario;
    private final Function<Scenario, PersonaAgent> casting;
    private final Map<String, PersonaAgent> guests = new ConcurrentHashMap<>();

    private Ensemble(PersonaAgent persona, Scenario scenario, Function<Scenario, PersonaAgent> casting) {
        this.persona = persona;
        this.scenario = scenario;
        this.casting = casting;
    }

    /** @return the persona's agent alone where nobody else can come */
    static PersonaAgent of(PersonaAgent persona, Scenario scenario, Function<Scenario, PersonaAgent> casting) {
        return scenario.guests().isEmpty() ? persona : new Ensemble(persona, scenario, casting);
    }

    @Override
    public String name() {
        return persona.name();
    }

    @Override
    public void ring() {
        persona.ring();
    }

    @Override
    public void leave() {
        persona.leave();
        guests.values().forEach(PersonaAgent::leave);
    }

    @Override
    public Wording word(Brief brief, List<Turn> conversation, WordingListener listener) {
        PersonaAgent speaking = brief.guest().isEmpty() ? persona : guests.computeIfAbsent(brief.guest(), this::cast);
        return speaking.word(brief, conversation, listener);
    }

    private PersonaAgent cast(String guest) {
        return scenario.guests().values().stream()
                .filter(sheet -> sheet.id().equals(guest))
                .findFirst()
                .map(casting)
                .orElseThrow(() -> new IllegalStateException("there is no guest " + guest));
    }
}
