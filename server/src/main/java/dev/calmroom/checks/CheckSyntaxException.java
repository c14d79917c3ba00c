package dev.calmroom.checks;

/** A check that says nothing that can be held against a call; the message says what was expected. */
public final class CheckSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CheckSyntaxException(String message) {
        super(message);
    }
}
