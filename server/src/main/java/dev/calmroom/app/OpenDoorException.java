package dev.calmroom.app;

/** The service was to listen on a network and to ask nobody who they are. */
final class OpenDoorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OpenDoorException(String address) {
        super("At %s whoever reaches this machine could read and delete every session, and nobody is asked for a key."
                .formatted(address));
    }
}
