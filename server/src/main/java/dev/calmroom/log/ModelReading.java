package dev.calmroom.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a language model read a turn of the leader's, where one was asked: what the answer went by, so that the call can be
 * played again without the model.
 *
 * @param model that was asked
 * @param unused why the built-in reading stood all the same; empty, and not in the log, where the model's counted
 * @param parts what it chose; empty where nothing of it was used
 */
public record ModelReading(
        String model,
        @JsonInclude(Include.NON_EMPTY) String unused,
        @JsonInclude(Include.NON_EMPTY) List<Part> parts) {
    public ModelReading(String model, @Nullable String unused, @Nullable List<Part> parts) {
        this.model = model;
        this.unused = Objects.requireNonNullElse(unused, "");
        this.parts = List.copyOf(Objects.requireNonNullElse(parts, List.of()));
    }

    /**
     * A stretch of the turn, in ids.
     *
     * @param from offset of its first character
     * @param to offset behind its last
     * @param asks what it asks for; nothing where it is no question
     * @param does speech acts
     * @param aimed at whom
     */
    public record Part(
            int from,
            int to,
            @JsonInclude(Include.NON_EMPTY) List<String> asks,
            @JsonInclude(Include.NON_EMPTY) List<String> does,
            String aimed) {
        public Part(int from, int to, @Nullable List<String> asks, @Nullable List<String> does, String aimed) {
            this.from = from;
            this.to = to;
            this.asks = List.copyOf(Objects.requireNonNullElse(asks, List.of()));
            this.does = List.copyOf(Objects.requireNonNullElse(does, List.of()));
            this.aimed = aimed;
        }
    }
}
