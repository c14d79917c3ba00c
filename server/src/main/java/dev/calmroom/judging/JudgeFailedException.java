package dev.calmroom.judging;

/** A judge could not answer. The message is for the page: what happened and what to do. */
public final class JudgeFailedException extends RuntimeException {
    public JudgeFailedException(String message) {
        super(message);
    }

    public JudgeFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
