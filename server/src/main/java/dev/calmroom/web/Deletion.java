package dev.calmroom.web;

import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.SessionIndex;
import java.util.function.Consumer;

/** Takes sessions away for good: rows, events, sound. Kept as a job first, so that one that was begun is ended. */
public final class Deletion {
    private final Consumer<String> remember;
    private final SessionIndex sessions;
    private final AudioArchive archive;

    /** @param remember keeps for a session that {@link #carryOut} has to be done, also by a server that starts later */
    public Deletion(Consumer<String> remember, SessionIndex sessions, AudioArchive archive) {
        this.remember = remember;
        this.sessions = sessions;
        this.archive = archive;
    }

    /** It is gone when this returns. */
    void delete(String session) {
        remember.accept(session);
        carryOut(session);
    }

    /** Harmless where it is gone already. */
    public void carryOut(String session) {
        archive.delete(session);
        sessions.delete(session);
    }
}
