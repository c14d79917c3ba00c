package dev.calmroom.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What went wrong, as {@code error} says it; on the wire in small letters with hyphens. */
public enum ErrorCode {
    NOT_JSON,
    BAD_MESSAGE,
    NO_HELLO,
    SECOND_HELLO,
    UNKNOWN_SCENARIO,
    BAD_FORMAT,
    BAD_FRAME,
    RESUME_EXPIRED,
    /** No line is free. */
    BUSY,
    ENDED,
    RECOGNITION,
    VOICE,
    /** Events are not kept for the moment, are kept again, or cannot be kept at all. */
    STORE,
    APPRAISAL,
    OVERLOAD,
    /** What was said came when it was not the turn of whoever said it. */
    NOT_ASKED,
    /** The leader asked for help, and there is none. */
    NO_HELP,
    /** The call has been on hold for as long as a call may be. */
    NO_HOLD,
    INTERNAL;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
