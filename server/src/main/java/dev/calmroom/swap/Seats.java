package dev.calmroom.swap;

import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.roleplay.Cast;
import dev.calmroom.scenario.LeaderScript;
import dev.calmroom.scenario.Scenario;
import java.util.List;
import java.util.function.BiFunction;

/** What calls with the seats swapped are put together from, in a service. */
public final class Seats {
    private final Cast cast;
    private final Leaders leaders;
    private final BiFunction<PersonaAgent, Scenario, PersonaAgent> noted;

    /** @param noted finds what a person's words tell, ask and promise */
    public Seats(Cast cast, Leaders leaders, BiFunction<PersonaAgent, Scenario, PersonaAgent> noted) {
        this.cast = cast;
        this.leaders = leaders;
        this.noted = noted;
    }

    /** Who can be chosen for a scenario; see {@link Leaders#offered}. */
    public List<LeaderScript> offered(String scenario) {
        return leaders.offered(scenario);
    }

    /** @throws IllegalArgumentException when there is none of that name; says who there is */
    public LeaderScript leader(String scenario, String id) {
        return leaders.named(scenario, id);
    }

    public SwappedCall call(Scenario scenario, LeaderScript leader, long seed) {
        return new SwappedCall(
                scenario,
                leaders.play(leader, scenario.plot(), seed),
                cast.understudy(scenario),
                person -> noted.apply(person, scenario));
    }
}
