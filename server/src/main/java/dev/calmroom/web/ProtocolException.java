package dev.calmroom.web;

/** A client broke the protocol; told to it as an {@code error}. */
final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean fatal;

    private ProtocolException(String code, String message, boolean fatal) {
        super(message);
        this.code = code;
        this.fatal = fatal;
    }

    /** The message is dropped, the call goes on. */
    static ProtocolException harmless(String code, String message) {
        return new ProtocolException(code, message, false);
    }

    /** The connection is closed. */
    static ProtocolException fatal(String code, String message) {
        return new ProtocolException(code, message, true);
    }

    String code() {
        return code;
    }

    boolean isFatal() {
        return fatal;
    }
}
