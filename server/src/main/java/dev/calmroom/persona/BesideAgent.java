package dev.calmroom.persona;

/** Has another agent word the turns, and only looks on. */
public interface BesideAgent extends PersonaAgent {
    PersonaAgent agent();

    @Override
    default String name() {
        return agent().name();
    }

    @Override
    default void ring() {
        agent().ring();
    }

    @Override
    default void leave() {
        agent().leave();
    }
}
