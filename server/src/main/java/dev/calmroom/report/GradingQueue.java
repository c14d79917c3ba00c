package dev.calmroom.report;

/** Where gradings wait to be done. Whoever keeps it hands them to {@link GradingDesk#grade(String, String)}, once each. */
public interface GradingQueue {

    /**
     * Asks for a session's grading that somebody waits for; one that waits or runs already stands for this, and waits
     * behind nothing that nobody waits for.
     *
     * @throws dev.calmroom.log.LogUnavailableException when nothing can be kept at the moment
     */
    void add(String session, String because);

    /** The same for a grade that nobody waits for: it comes when nothing of {@link #add} is left. */
    void addBehind(String session, String because);

    /** Whether a session's grading waits or runs, here or elsewhere. */
    boolean holds(String session);
}
