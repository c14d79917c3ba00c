package dev.calmroom.log;

/** There is no such session: it was never started, or it has been deleted. */
public final class SessionGoneException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public SessionGoneException(String session) {
        super("session " + session + " was never started, or has been deleted");
    }
}
