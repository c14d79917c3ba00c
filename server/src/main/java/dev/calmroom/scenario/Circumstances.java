package dev.calmroom.scenario;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one call beside its scenario's files; recorded when the session begins, so that a retake or a replay
 * is of the same call.
 *
 * @param difficulty id of a difficulty of {@code settings.yaml}; empty: the person as the files have it
 * @param pace id of a pace of {@code settings.yaml}; empty: as the files have it
 * @param earlier the session that is remembered; empty: none
 * @param remembered ids of the memories that hold, of those in the scenario's {@code earlier}
 * @param swapped who leads where the seats are swapped and a person plays the persona; null where a person leads
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Circumstances(
        String difficulty,
        String pace,
        String earlier,
        List<String> remembered,
        @Nullable Swapped swapped) {
    /** A call as the files have it. */
    public static final Circumstances PLAIN = new Circumstances("", "", "", List.of());

    /**
     * @param leader id of the authored leader
     * @param title what it is called where somebody reads it
     */
    public record Swapped(String leader, String title) {
        private static final String NOT_SAID = "somebody";

        /** A file that is brought in may leave either out: the seats were swapped all the same. */
        public Swapped(@Nullable String leader, @Nullable String title) {
            this.leader = leader == null ? "" : leader;
            this.title = title != null && !title.isBlank() ? title : this.leader.isBlank() ? NOT_SAID : this.leader;
        }
    }

    public Circumstances(
            @Nullable String difficulty,
            @Nullable String pace,
            @Nullable String earlier,
            @Nullable List<String> remembered,
            @Nullable Swapped swapped) {
        this.difficulty = difficulty == null ? "" : difficulty;
        this.pace = pace == null ? "" : pace;
        this.earlier = earlier == null ? "" : earlier;
        this.remembered = remembered == null ? List.of() : List.copyOf(remembered);
        this.swapped = swapped;
    }

    /** A call that a person leads. */
    public Circumstances(
            @Nullable String difficulty,
            @Nullable String pace,
            @Nullable String earlier,
            @Nullable List<String> remembered) {
        this(difficulty, pace, earlier, remembered, null);
    }

    /** The same with the seats swapped. */
    public Circumstances led(Swapped by) {
        return new Circumstances(difficulty, pace, earlier, remembered, by);
    }

    /** What a log says, where one that says nothing is of a plain call. */
    public static Circumstances of(@Nullable Circumstances logged) {
        return logged == null ? PLAIN : logged;
    }

    /** @return null where there is nothing to record */
    public @Nullable Circumstances orNothing() {
        return equals(PLAIN) ? null : this;
    }
}
