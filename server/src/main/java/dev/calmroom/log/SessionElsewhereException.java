package dev.calmroom.log;

/** The call of this session has been taken over by another server: nothing is written to it here any more. */
public final class SessionElsewhereException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public SessionElsewhereException(String session) {
        super("the call of session " + session + " goes on at another server");
    }
}
