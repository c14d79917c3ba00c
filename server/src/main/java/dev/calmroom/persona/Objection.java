package dev.calmroom.persona;

/**
 * Why a sentence is not spoken.
 *
 * @param ends whether the turn ends before it
 */
record Objection(String reason, boolean ends) {
    static final Objection REPEATED = new Objection("said before", false);

    /** Whether the other side knows what was not said. */
    boolean isKnown() {
        return equals(REPEATED);
    }
}
