package dev.calmroom.web;

import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.SessionIndex;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes sessions away for good: rows, events, sound, and what is known of them in memory. Kept as a job first, so that one that was begun is ended. */
public final class Deletion {
    private static final Logger LOG = LoggerFactory.getLogger(Deletion.class);

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

    /** It is gone when this returns, but for files that cannot be deleted: those are tried again. */
    public void delete(String session) {
        remember.accept(session);
        try {
            carryOut(session);
        } catch (UncheckedIOException e) {
            LOG.error("session {} is deleted; its sound cannot be yet, and that is tried again", session, e);
        }
    }

    /**
     * Harmless where it is gone already.
     *
     * @throws UncheckedIOException when all is gone but some of its sound
     */
    public void carryOut(String session) {
        try {
            archive.delete(session);
        } finally {
            sessions.delete(session);
            forget.accept(session);
        }
    }
}
