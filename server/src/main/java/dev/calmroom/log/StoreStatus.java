package dev.calmroom.log;

/** Whether what is appended to a session's log is really kept at this moment. */
public sealed interface StoreStatus {

    /**
     * The store does not answer: events wait in memory and are gone if the program ends now.
     *
     * @param waiting how many events of all sessions wait
     * @param bound how many can; past it {@link EventLog#append} refuses
     * @param reason what is wrong with the store, in words for the page
     */
    record Held(int waiting, int bound, String reason) implements StoreStatus {}

    /**
     * The store is back and has everything.
     *
     * @param written how many of this session's events had waited
     */
    record Kept(int written) implements StoreStatus {}

    /** Told by the log about one session: before the append that is only held returns, and once all is written. */
    @FunctionalInterface
    interface Listener {
        void onChange(StoreStatus keeping);
    }

    /** Ends the listening. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
