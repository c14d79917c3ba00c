package dev.calmroom.persona;

/** Hears what the leader's words are about, for the director. Deterministic, thread-safe, milliseconds, no network. */
public interface Ear {

    /** @return what she asks for, and whether she speaks to the character or at the machine behind him */
    Hearing hear(String leaderWords);
}
