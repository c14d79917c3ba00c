package dev.calmroom.report;

/** Where gradings wait to be done. Whoever keeps it hands them to {@link GradingDesk#grade(String, String)}, once each. */
public interface GradingQueue {

    /**
     * Asks for a session's grading; one that waits or runs already stands for this.
     *
     * @throws dev.calmroom.log.LogUnavailableException when nothing can be kept at the moment
     */
    void add(String session, String because);

    /** Whether a session's grading waits or runs, here or elsewhere. */
    boolean holds(String session);
}
