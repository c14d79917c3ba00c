package dev.calmroom.comprehension;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a question asks for: something that the scenario knows, or one of the things beside it. */
public sealed interface Sought {

    /** As files and prompts write it. */
    String id();

    /** @param id of a fact of the scenario */
    record Fact(String id) implements Sought {}

    /** What no fact of the scenario answers. */
    enum Beside implements Sought {
        /** What happened just now. */
        MEMORY_EVENT,
        MEMORY_DECIDED,
        MEMORY_DECIDER,
        /** A rhythm, a day for the review. */
        MEMORY_AGREED,
        MEMORY_LEADER_PROMISED,
        MEMORY_PERSONA_PROMISED,
        /** What one of the two said before. */
        MEMORY_TOLD,
        MEMORY_NAME,
        SAY_AGAIN,
        /** What the persona thinks of the leader's idea. */
        OPINION,
        /** The persona cannot know it. */
        UNKNOWN,
        /** Small talk, family, food. */
        PRIVATE,
        /** It asks, and no fact of the scenario answers it. */
        NONE_OF_THESE;

        private static final String MEMORY = "memory.";

        @Override
        public String id() {
            String plain = name().toLowerCase(Locale.ROOT).replace('_', '-');
            return isMemory() ? MEMORY + plain.substring(MEMORY.length()) : plain;
        }

        /** Whether what was said and done in this call answers it. */
        public boolean isMemory() {
            return name().regionMatches(true, 0, MEMORY, 0, MEMORY.length() - 1);
        }

        /** The one that is written so. */
        public static Optional<Beside> of(String id) {
            return Arrays.stream(values()).filter(b -> b.id().equals(id)).findFirst();
        }
    }
}
