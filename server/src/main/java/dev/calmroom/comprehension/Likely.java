package dev.calmroom.comprehension;

/**
 * One way to read words, and how sure it is.
 *
 * @param what the label
 * @param sureness probability that a careful reader would say the same, 0 to 1
 */
public record Likely<T>(T what, double sureness) {
    public Likely {
        if (!(sureness >= 0 && sureness <= 1)) {
            throw new IllegalArgumentException("sureness is from 0 to 1, not " + sureness);
        }
    }
}
