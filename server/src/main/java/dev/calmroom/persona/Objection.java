package dev.calmroom.persona;

/**
 * Why a sentence is not spoken.
 *
 * @param ends whether the turn ends before it
 */
record Objection(String reason, boolean ends) {
    static final Objection REPEATED = new Objection("said before", false);
    /** What comes behind it obeys as well. */
    static final Objection OBEYS = new Objection("what was asked for is no part of this call", true);

    /** Whether the other side knows what was not said. */
    boolean isKnown() {
        return equals(REPEATED);
    }
}
