package dev.calmroom.recognition;

import org.jspecify.annotations.Nullable;

/** The recogniser could not be loaded or has failed; the message says what happened and what to do. */
public class RecognitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RecognitionException(String message) {
        super(message);
    }

    public RecognitionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
