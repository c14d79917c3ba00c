package dev.calmroom.transcript;

/** Somebody speaks in a file of whom nobody has said which side it is. */
public final class UnknownSpeakerException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String speaker;

    UnknownSpeakerException(String speaker, String message) {
        super(message);
        this.speaker = speaker;
    }

    /** What the file calls them. */
    public String speaker() {
        return speaker;
    }
}
