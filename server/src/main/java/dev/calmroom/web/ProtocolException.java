package dev.calmroom.web;

import org.jspecify.annotations.Nullable;

/** A client broke the protocol; told to it as an {@code error}. */
final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String told;
    private final boolean fatal;

    private ProtocolException(String code, String message, boolean fatal) {
        super(message);
        this.told = message;
        this.code = code;
        this.fatal = fatal;
    }

    /** The message is dropped, the call goes on. */
    static ProtocolException harmless(String code, @Nullable String message) {
        return new ProtocolException(code, String.valueOf(message), false);
    }

    /** The connection is closed. */
    static ProtocolException fatal(String code, @Nullable String message) {
        return new ProtocolException(code, String.valueOf(message), true);
    }

    String code() {
        return code;
    }

    /** What the client is told. */
    String told() {
        return told;
    }

    boolean isFatal() {
        return fatal;
    }
}
