package dev.calmroom.protocol;

import org.jspecify.annotations.Nullable;

/** A client broke the protocol, or asked for what cannot be had; told to it as an {@code error}. */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String told;
    private final Ends ends;

    /** What of the client's ends with it. */
    private enum Ends {
        NOTHING,
        CONNECTION,
        CALL
    }

    private ProtocolException(ErrorCode code, String message, Ends ends) {
        super(message);
        this.told = message;
        this.code = code;
        this.ends = ends;
    }

    /** The message is dropped, the call goes on. */
    public static ProtocolException harmless(ErrorCode code, @Nullable String message) {
        return new ProtocolException(code, String.valueOf(message), Ends.NOTHING);
    }

    /** The connection is closed, and what was asked for can be had later or elsewhere: the client comes again. */
    public static ProtocolException notNow(ErrorCode code, @Nullable String message) {
        return new ProtocolException(code, String.valueOf(message), Ends.CONNECTION);
    }

    /** The connection is closed for good. */
    public static ProtocolException fatal(ErrorCode code, @Nullable String message) {
        return new ProtocolException(code, String.valueOf(message), Ends.CALL);
    }

    public ErrorCode code() {
        return code;
    }

    public boolean isFatal() {
        return ends == Ends.CALL;
    }

    /** Whether the client is to come again, over another connection. */
    public boolean isForNow() {
        return ends == Ends.CONNECTION;
    }

    /** What the client is told. */
    public ToClient.Trouble told() {
        return new ToClient.Trouble(code, told, isFatal());
    }
}
