package dev.calmroom.scenario;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that the leader may say and the persona may take up in its own sentence: an hour, a day, somebody's name.
 * Only what a phrase foresees can be repeated by the persona, and nothing else that the leader says.
 *
 * @param id the name that lines use
 * @param within moves in whose quotes it is looked for; empty: in the whole turn
 * @param unanswered whether it is looked for only in what was asked and has no answer
 * @param join how several finds are joined, for instance {@code " and "}; null: the first phrase that is found counts
 * @param hears what is read by more than patterns; null: the phrases are all
 * @param phrases tried in this order
 */
public record Slot(
        String id,
        List<String> within,
        boolean unanswered,
        @Nullable String join,
        @Nullable Hears hears,
        List<Phrase> phrases) {
    /** Stands in what fills a slot for the one word that the pattern's first group finds. */
    public static final String NAME = "$1";

    public Slot(
            String id,
            @Nullable List<String> within,
            boolean unanswered,
            @Nullable String join,
            @Nullable Hears hears,
            @Nullable List<Phrase> phrases) {
        this.id = id;
        this.within = within == null ? List.of() : List.copyOf(within);
        this.unanswered = unanswered;
        this.join = join;
        this.hears = hears;
        this.phrases = phrases == null ? List.of() : List.copyOf(phrases);
    }

    /** What is read as the whole house reads it. */
    public enum Hears {
        /** A rhythm of updates, or when one is due; {@code text.SpokenInterval} also says it back. */
        interval
    }

    /**
     * @param when matched anywhere in the leader's words, without regard to case
     * @param say what fills the slot; {@link Slot#NAME} in it is the pattern's first group, a name
     */
    public record Phrase(Pattern when, String say) {
        public Phrase {
            when = Pattern.compile(when.pattern(), Pattern.CASE_INSENSITIVE);
        }
    }
}
