package dev.calmroom.protocol;

import org.jspecify.annotations.Nullable;

/** The bounds of what a client may write into a field. */
final class Fields {
    private Fields() {}

    static ProtocolException bad(String what) {
        return ProtocolException.harmless(ErrorCode.BAD_MESSAGE, what);
    }

    /** @throws ProtocolException when the field is missing */
    static <T> T needed(String field, String kind, @Nullable T value) {
        if (value == null) {
            throw bad("The field '%s' is %s.".formatted(field, kind));
        }
        return value;
    }

    static int turn(@Nullable Long turn) {
        return (int) within("turn", turn, 0, 0, Integer.MAX_VALUE);
    }

    /** @throws ProtocolException when the number is out of bounds */
    static long within(String field, @Nullable Long value, long otherwise, long least, long most) {
        if (value == null) {
            return otherwise;
        }
        if (value < least || value > most) {
            throw bad("The field '%s' is a whole number from %d to %d.".formatted(field, least, most));
        }
        return value;
    }

    /**
     * Half of a character that takes two cannot be sent back to anybody.
     *
     * @throws ProtocolException when the text holds one
     */
    static String whole(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw bad("The field '%s' holds half a character; send it whole.".formatted(field));
            }
        }
        return text;
    }
}
