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
            @Nullable String schema) {}

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
