package dev.calmroom.protocol;

import org.jspecify.annotations.Nullable;

/** A client broke the protocol, or asked for what cannot be had; told to it as an {@code error}. */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String told;
    private final boolean fatal;

    private ProtocolException(ErrorCode code, String message, boolean fatal) {
        super(message);
        this.told = message;
        this.code = code;
        this.fatal = fatal;
    }

    /** The message is dropped, the call goes on. */
    public static ProtocolException harmless(ErrorCode code, @Nullable String message) {
        return new ProtocolException(code, String.valueOf(message), false);
    }

    /** The connection is closed. */
    public static ProtocolException fatal(ErrorCode code, @Nullable String message) {
        return new ProtocolException(code, String.valueOf(message), true);
    }

    public ErrorCode code() {
        return code;
    }

    public boolean isFatal() {
        return fatal;
    }

    /** What the client is told. */
    public ToClient.Trouble told() {
        return new ToClient.Trouble(code, told, fatal);
    }
}
