package dev.calmroom.persona;

import java.util.Arrays;
import java.util.Locale;

/** How much a language model is let choose of what it says. */
public enum Manner {
    /** It words one act that code has chosen, with the facts that code has chosen. */
    WORDED,
    /** It answers what was said, with all that the persona knows; an order only where the persona's state forces one. */
    FREE;

    /** As it stands in settings and in notes. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when it is no manner's label */
    public static Manner named(String label) {
        return Arrays.stream(values())
                .filter(manner -> manner.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is neither worded nor free".formatted(label)));
    }
}
