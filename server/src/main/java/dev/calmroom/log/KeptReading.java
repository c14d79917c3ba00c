package dev.calmroom.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a turn of the leader's was read, for whoever goes on with the call after its server is gone: it need not be read
 * again. Words are named by their place in the turn, and what is empty or false is left out.
 *
 * @param by the form of this note, and the first digits of the SHA-256 of the prompts that the turn was read by
 * @param is what holds for the turn as a whole, by name
 * @param offRole what makes it no part of the call, or {@code none}
 * @param byModel how a language model read it beside; null where none was asked
 */
public record KeptReading(
        String by,
        @JsonInclude(Include.NON_EMPTY) List<Part> parts,
        @JsonInclude(Include.NON_EMPTY) List<Ask> asks,
        @JsonInclude(Include.NON_EMPTY) List<String> is,
        @JsonInclude(Include.NON_EMPTY) List<String> facts,
        @JsonInclude(Include.NON_EMPTY) List<String> does,
        @JsonInclude(Include.NON_EMPTY) List<String> mentions,
        String offRole,
        @JsonInclude(Include.NON_NULL) @Nullable ModelReading byModel) {
    public KeptReading {
        parts = listed(parts);
        asks = listed(asks);
        is = listed(is);
        facts = listed(facts);
        does = listed(does);
        mentions = listed(mentions);
    }

    /** Of a turn that no language model was asked about. */
    public KeptReading(
            String by,
            List<Part> parts,
            List<Ask> asks,
            List<String> is,
            List<String> facts,
            List<String> does,
            List<String> mentions,
            String offRole) {
        this(by, parts, asks, is, facts, does, mentions, offRole, null);
    }

    /** What a language model read, where nothing else is kept: the turn itself is read again. */
    public static KeptReading of(ModelReading byModel) {
        return new KeptReading("", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), "", byModel);
    }

    /** The same with what a language model read. */
    public KeptReading with(@Nullable ModelReading model) {
        return new KeptReading(by, parts, asks, is, facts, does, mentions, offRole, model);
    }

    /** The same, of which only what no one but the model knows is kept; null where there is nothing of it. */
    public static @Nullable KeptReading byModelAlone(@Nullable KeptReading kept) {
        ModelReading read = kept == null ? null : kept.byModel();
        return read == null ? null : of(read);
    }

    /** What was heard alone: how a turn was read shows in what it came to. */
    public static List<SessionEvent> without(List<SessionEvent> events) {
        return events.stream()
                .map(event -> event instanceof SessionEvent.TurnAppraised appraised
                        ? new SessionEvent.TurnAppraised(appraised.turn(), appraised.moves(), appraised.signs())
                        : event)
                .toList();
    }

    private static <T> List<T> listed(@Nullable List<T> some) {
        return List.copyOf(Objects.requireNonNullElse(some, List.of()));
    }

    /**
     * A label and how sure it is.
     *
     * @param is the label
     */
    public record Sure(String is, double sure) {}

    /**
     * A stretch of the turn.
     *
     * @param from offset of its first character
     * @param to offset behind its last
     */
    public record Part(
            int from,
            int to,
            @JsonInclude(Include.NON_EMPTY) List<Sure> acts,
            Sure who,
            Sure mode) {
        public Part {
            acts = listed(acts);
        }
    }

    /**
     * Something asked for.
     *
     * @param answers ids of facts, and what is beside them by its own name in {@code beside}
     * @param together how many of the answers are wanted together
     */
    public record Ask(int from, int to, String kind, List<Answer> answers, int together) {
        public Ask {
            answers = listed(answers);
        }
    }

    /** Either a fact or something beside the facts. */
    public record Answer(
            @JsonInclude(Include.NON_NULL) @Nullable String fact,
            @JsonInclude(Include.NON_NULL) @Nullable String beside,
            double sure) {}
}
