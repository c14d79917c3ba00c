package dev.calmroom.web;

import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.SessionIndex;
import java.util.function.Consumer;

/** Takes sessions away for good: rows, events, sound, and what is known of them in memory. Kept as a job first, so that one that was begun is ended. */
public final class Deletion {
    private final Consumer<String> remember;
    private final SessionIndex sessions;
    private final AudioArchive archive;
    private final Consumer<String> forget;

    /**
     * @param remember keeps for a session that {@link #carryOut} has to be done, also by a server that starts later
     * @param forget takes it out of what this server has in memory
     */
    public Deletion(Consumer<String> remember, SessionIndex sessions, AudioArchive archive, Consumer<String> forget) {
        this.remember = remember;
        this.sessions = sessions;
        this.archive = archive;
        this.forget = forget;
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
        forget.accept(session);
    }
}
