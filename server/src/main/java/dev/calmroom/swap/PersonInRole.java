package dev.calmroom.swap;

import dev.calmroom.persona.Brief;
import dev.calmroom.persona.PersonaAgent;
import dev.calmroom.persona.Wording;
import dev.calmroom.persona.WordingListener;
import dev.calmroom.replay.Rehearsal;
import dev.calmroom.scenario.Knowledge;
import dev.calmroom.scenario.Plot;
import dev.calmroom.transcript.Turn;
import java.util.List;
import java.util.Optional;

/** The persona's turns in a person's words: these move no feeling, and nobody listens for moves in them. */
final class PersonInRole implements PersonaAgent {
    private final Plot plot;
    private final Actor actor;
    private final PersonaAgent understudy;
    private volatile boolean hungUp;

    /** @param understudy gives the line that is offered with each cue */
    PersonInRole(Plot plot, Actor actor, PersonaAgent understudy) {
        this.plot = plot;
        this.actor = actor;
        this.understudy = understudy;
    }

    @Override
    public String name() {
        return SwappedCall.PERSON;
    }

    boolean hasHungUp() {
        return hungUp;
    }

    /** Returns when the person has spoken, or hung up; whoever has hung up is asked no more. */
    @Override
    public Wording word(Brief brief, List<Turn> conversation, WordingListener listener) {
        if (!hungUp) {
            Optional<String> words = actor.say(cue(brief, conversation));
            hungUp = words.isEmpty();
            words.ifPresent(listener::onText);
        }
        listener.onComplete(name(), "");
        return () -> {};
    }

    private Cue cue(Brief brief, List<Turn> conversation) {
        Brief.Task task = brief.task();
        return new Cue(
                brief.turn(),
                brief.leader().words(),
                task.act(),
                plot.act(task.act()).about(),
                plot.facts().stream()
                        .filter(fact -> task.facts().contains(fact.id()))
                        .map(Knowledge.Fact::statement)
                        .toList(),
                brief.feeling().state().dimensions(),
                Rehearsal.word(understudy, brief, conversation).text(),
                task.last());
    }
}
