package dev.calmroom.modelhost;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What reads and writes tokens. Used by one thread at a time. */
interface Inference extends AutoCloseable {
    record Message(String role, String text) {}

    /**
     * @param tokens the most that may be written
     * @param temperature 0 takes the likeliest token each time
     * @param schema the JSON schema that the answer must fit; null for free text
     */
    record Prompt(
            List<Message> messages,
            int tokens,
            double temperature,
            @Nullable String schema) {
        /** An answer with less room is none. */
        private static final int LEAST = 32;

        /**
         * The same with an answer that is no longer than there is room for: a budget is what an answer may have at most.
         *
         * @param context tokens that prompt and answer may have together
         * @param read tokens of the prompt
         * @throws IllegalArgumentException when there is no room for an answer
         */
        Prompt within(int context, int read) {
            int room = context - read;
            if (room < Math.min(LEAST, tokens)) {
                throw new IllegalArgumentException("the prompt has %d tokens; with %d for the answer only %d fit"
                        .formatted(read, tokens, context));
            }
            return tokens <= room ? this : new Prompt(messages, room, temperature, schema);
        }
    }

    /**
     * @param read tokens of the prompt that had to be read, the rest was known from before
     * @param known tokens of the prompt that were known
     * @param written tokens of the answer
     * @param cut whether the answer ended because it was as long as it may be
     */
    record Outcome(int read, int known, int written, boolean cut, double readMillis, double writeMillis) {}

    /**
     * @param wanted asked every few tokens, while the prompt is read too; once false, the work is broken off
     * @param words takes each piece of the answer; false breaks the work off
     */
    Outcome answer(Prompt prompt, BooleanSupplier wanted, Predicate<String> words);

    @Override
    void close();
}
