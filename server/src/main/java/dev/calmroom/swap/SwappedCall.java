package dev.calmroom.swap;

import dev.calmroom.log.Engines;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.replay.Leader;
import dev.calmroom.replay.Rehearsal;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.scenario.Scenario;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A call with the seats swapped. The leader's lines are heard and felt as in any call, and code decides from them what
 * the persona does; the words of the persona's turns are a person's. Its clock moves by how long words take to say, so
 * that nobody has to hurry.
 */
public final class SwappedCall {
    /** Who words the persona, in the log. */
    public static final String PERSON = "a person";

    /** Nothing is heard or spoken aloud. */
    private static final String NONE = "none";

    private final Scenario scenario;
    private final Leader leader;
    private final PersonaAgent understudy;
    private final UnaryOperator<PersonaAgent> noted;

    /**
     * @param understudy gives the line that is offered with each cue
     * @param noted finds what the person's words tell, ask and promise
     */
    public SwappedCall(Scenario scenario, Leader leader, PersonaAgent understudy, UnaryOperator<PersonaAgent> noted) {
        this.scenario = scenario;
        this.leader = leader;
        this.understudy = understudy;
        this.noted = noted;
    }

    /** Who does what in such a call, where it is typed. */
    public static Engines engines(String appraiser, String grader) {
        return new Engines(NONE, NONE, PERSON, appraiser, grader);
    }

    /** The same where it is spoken: the voice is the leader's. */
    public static Engines engines(Engines inCalls) {
        return new Engines(inCalls.recognition(), inCalls.voice(), PERSON, inCalls.appraiser(), inCalls.grader());
    }

    /**
     * Plays the call to its end; returns when it is over.
     *
     * @param started its circumstances say who leads
     * @param log is told of each event as it happens
     */
    public void play(SessionStarted started, Roleplay ringing, Actor actor, Consumer<LoggedEvent> log) {
        PersonInRole person = new PersonInRole(scenario.plot(), actor, understudy);
        Rehearsal.runWithin(
                scenario.plot().lasts(), started, ringing, noted.apply(person), leader, person::hasHungUp, log);
    }
}
