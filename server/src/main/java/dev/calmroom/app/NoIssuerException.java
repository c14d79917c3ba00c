package dev.calmroom.app;

/** At the address that is set nobody says who people are. */
final class NoIssuerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoIssuerException(IllegalArgumentException cause) {
        super(cause.getMessage(), cause);
    }
}
