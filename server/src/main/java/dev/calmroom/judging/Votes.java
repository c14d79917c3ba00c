package dev.calmroom.judging;

/**
 * How many of the ways in which a call is heard must agree before an answer counts. A good deed was done when few hear
 * it: the others only miss it. A trap is one when nearly all hear it. Between yes and no lies unsure.
 *
 * @param met share of the ways from which on a good deed counts
 * @param doubted share from which on it is unsure whether it was done
 * @param trapped share of the ways that must find a trap in the same turn
 * @param suspected share from which on it is unsure; never counted against the leader
 */
record Votes(double met, double doubted, double trapped, double suspected) {
    Votes {
        if (doubted <= 0 || met < doubted || met > 1 || suspected <= 0 || trapped < suspected || trapped > 1) {
            throw new IllegalArgumentException(
                    "shares must lie above 0 and up to 1, 'doubted' not above 'met', 'suspected' not above 'trapped'");
        }
    }
}
