package dev.calmroom.synthesis;

import org.jspecify.annotations.Nullable;

/** A voice could not be loaded or has failed; the message says what happened and what to do. */
public class SynthesisException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SynthesisException(String message) {
        super(message);
    }

    public SynthesisException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
