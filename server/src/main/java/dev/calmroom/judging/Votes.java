package dev.calmroom.judging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many of the ways in which a call is heard must agree before an answer counts. A good deed was done when few hear
 * it: the others only miss it. A trap is one when nearly all hear it. Between yes and no lies unsure.
 *
 * @param met share of the ways from which on a good deed counts
 * @param doubted share from which on it is unsure whether it was done
 * @param trapped share of the ways that must find a trap in the same turn
 * @param suspected share from which on it is unsure; never counted against the leader
 * @param heads how far the framework's heads are believed; null where it ships none
 */
record Votes(
        double met,
        double doubted,
        double trapped,
        double suspected,
        @Nullable Heads heads) {
    Votes {
        if (doubted <= 0 || met < doubted || met > 1 || suspected <= 0 || trapped < suspected || trapped > 1) {
            throw new IllegalArgumentException(
                    "shares must lie above 0 and up to 1, 'doubted' not above 'met', 'suspected' not above 'trapped'");
        }
    }

    /**
     * Of the log-odds of the words that speak most for a criterion.
     *
     * @param clear from here on a deed counts, whatever the phrases say, unless a rule speaks against it
     * @param maybe from here on it is unsure where the phrases hear nothing
     * @param deaf up to here nothing was heard of it
     * @param accuses least log-odds with which a trap that the hearings find is held against the leader
     * @param outvoted share of the hearings from which on the heads do not speak against a deed
     * @param believed least log-odds with which a deed counts that the hearings find; null where they are always believed
     * @param felt least log-odds with which harm that the appraiser hears is felt on the call
     * @param helps the same of help; null where help is not doubted
     * @param undoubted ids of criteria whose moves are felt as they were heard
     */
    record Heads(
            double clear,
            double maybe,
            double deaf,
            double accuses,
            double outvoted,
            @Nullable Double believed,
            double felt,
            @Nullable Double helps,
            List<String> undoubted) {
        Heads {
            undoubted = List.copyOf(undoubted);
            if (clear < maybe || maybe < deaf || outvoted <= 0 || outvoted > 1) {
                throw new IllegalArgumentException(
                        "'clear' must not lie below 'maybe', nor 'maybe' below 'deaf'; 'outvoted' is a share");
            }
        }
    }
}
