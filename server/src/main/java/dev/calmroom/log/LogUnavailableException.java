package dev.calmroom.log;

/** An event could neither be kept nor held back for later, or the log cannot be read now. The message may be shown. */
public final class LogUnavailableException extends RuntimeException {
    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public LogUnavailableException(String message) {
        super(message);
    }
}
