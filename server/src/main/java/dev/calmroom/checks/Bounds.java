package dev.calmroom.checks;

import java.util.Locale;

/** From where to where a figure may go, both ends included. */
record Bounds(double least, double most) {
    /** A sum of tenths is seldom a tenth: what differs by less is the same figure. */
    private static final double SAME = 1e-9;

    static final Bounds ANY = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    boolean hold(double figure) {
        return figure >= least - SAME && figure <= most + SAME;
    }

    Bounds and(Bounds other) {
        return new Bounds(Math.max(least, other.least), Math.min(most, other.most));
    }

    @Override
    public String toString() {
        if (Double.isInfinite(most)) {
            return "at least " + number(least);
        }
        return Double.isInfinite(least)
                ? "at most " + number(most)
                : "between %s and %s".formatted(number(least), number(most));
    }

    static String number(double figure) {
        return figure == Math.rint(figure)
                ? String.format(Locale.ROOT, "%.0f", figure)
                : String.format(Locale.ROOT, "%.3f", figure).replaceAll("0+$", "");
    }
}
