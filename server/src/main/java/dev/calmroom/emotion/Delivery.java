package dev.calmroom.emotion;

import java.time.Duration;

/**
 * How a line is spoken, computed from the emotional state by the rules of the emotion file.
 *
 * @param rate speaking rate against the voice's own, 1 is unchanged, within 0.5 to 2
 * @param pitch fundamental frequency against the voice's own, 1 is unchanged, within 0.5 to 2
 * @param pitchRange liveliness of the melody against the voice's own, 0 is flat, 1 unchanged, at most 2
 * @param volume loudness against the voice's own, 1 is unchanged, within 0 to 1.5
 * @param delay how long the persona takes before it answers
 * @param clausePause the rest between two clauses
 * @param hesitation how readily the persona stumbles over its words, 0 never to 1 in nearly every clause
 * @param lastWord how much of its clause the persona still finishes when the leader cuts in
 */
public record Delivery(
        double rate,
        double pitch,
        double pitchRange,
        double volume,
        Duration delay,
        Duration clausePause,
        double hesitation,
        Duration lastWord) {
    public Delivery {
        // Calls recorded before there was one.
        lastWord = lastWord == null ? Duration.ZERO : lastWord;
    }

    /** Without hesitation and without a last word. */
    public Delivery(double rate, double pitch, double pitchRange, double volume, Duration delay, Duration clausePause) {
        this(rate, pitch, pitchRange, volume, delay, clausePause, 0, Duration.ZERO);
    }

    public static final Delivery PLAIN = new Delivery(1, 1, 1, 1, Duration.ZERO, Duration.ofMillis(150));
}
