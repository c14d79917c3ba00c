package dev.calmroom.scenario;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that the leader may say and the persona may take up in his own sentence: an hour, a day, a choice. Only
 * what a pattern foresees can come back out of his mouth, so whatever else she says cannot.
 *
 * @param id the name that lines use
 * @param join how several finds are joined into one phrase ({@code " and "}); null when only the last one counts
 * @param patterns tried in this order
 */
public record Slot(String id, @Nullable String join, List<Phrase> patterns) {
    public Slot {
        patterns = List.copyOf(patterns);
    }

    /**
     * @param when matched anywhere in the leader's words, without regard to case
     * @param say the phrase that fills the slot; {@code $1} is the first group
     */
    public record Phrase(Pattern when, String say) {
        public Phrase(String when, String say) {
            this(Pattern.compile(when, Pattern.CASE_INSENSITIVE), say);
        }
    }
}
