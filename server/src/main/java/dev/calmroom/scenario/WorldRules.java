package dev.calmroom.scenario;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes without anybody's words.
 *
 * @param cuttingIn when the persona talks over a leader who goes on and on
 */
public record WorldRules(
        List<SilenceStep> silence,
        List<CutIn> cuttingIn,
        List<Happening> events,
        @Nullable CallBack callBack) {
    public WorldRules {
        silence = List.copyOf(silence);
        cuttingIn = List.copyOf(cuttingIn);
        events = List.copyOf(events);
    }

    /**
     * What the persona does when nobody speaks.
     *
     * @param after silence since the leader's last words, the persona's own in between not counted
     * @param rule what the silence does to the persona, by the emotion file
     */
    public record SilenceStep(Duration after, String act, String rule, boolean ends) {}

    /**
     * The persona does not wait for the leader to finish.
     *
     * @param after how long the leader has been speaking
     * @param when holds before this turn of the leader's
     */
    public record CutIn(Duration after, Condition when) {}

    /**
     * Something that the world does.
     *
     * @param at call time of the first time
     * @param giveOrTake by how much it comes sooner or later, by the session's seed; null: it does not
     * @param every how long until it comes again; null: only once
     * @param unless it does not happen while this holds
     * @param rings whether a phone is heard
     * @param act what the persona says to it
     * @param rule what it does to the persona, by the emotion file
     * @param guest who is on that phone and can be spoken to; null: nobody
     */
    public record Happening(
            String id,
            Duration at,
            @Nullable Duration giveOrTake,
            @Nullable Duration every,
            @Nullable Condition unless,
            String text,
            boolean rings,
            String act,
            String rule,
            @Nullable Visit guest) {}

    /**
     * Somebody who rings during the call, and whom the leader may take over for a while.
     *
     * @param sheet the guest's own sheet, within the scenario's folder
     * @param act the persona puts the guest through by playing this
     * @param says words that bring that about, for whoever does not want to find them
     * @param goes words that end it
     * @param back what the persona does when the leader is back, by how it ended with the guest
     */
    public record Visit(String sheet, String act, String says, String goes, List<Back> back) {
        public Visit {
            back = List.copyOf(back);
        }

        /** The name of the sheet's file, without its ending. */
        public String id() {
            return sheet.substring(sheet.lastIndexOf('/') + 1).replaceFirst("\\.yaml$", "");
        }

        /** @throws IllegalArgumentException when the guest has no such ending */
        public Back after(String ending) {
            return back.stream()
                    .filter(it -> it.ending().equals(ending))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("nothing follows the ending " + ending));
        }
    }

    /**
     * @param ending of the guest's sheet
     * @param act what the persona says first
     * @param rule what it does to the persona, by the emotion file
     */
    public record Back(String ending, String act, String rule) {}

    /**
     * The persona calls again when the call is over.
     *
     * @param after how much later, where the leader named no interval
     * @param text what is shown; {@code {interval}} is how much later
     */
    public record CallBack(
            Condition when, Duration after, String event, String text, String act, BrokenRhythm brokenRhythm) {}

    /**
     * The act by which the persona answers a leader who breaks the interval agreed, and what that does to the persona.
     */
    public record BrokenRhythm(String act, String rule) {}
}
