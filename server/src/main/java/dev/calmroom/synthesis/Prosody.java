package dev.calmroom.synthesis;

/**
 * How a clause is spoken, relative to the voice's own way. Values beyond the bounds are refused, not clamped: bounds
 * keep a voice intelligible, and data that leaves them is wrong.
 *
 * @param rate speaking rate; 1 unchanged, 0.5 to 2
 * @param pitch fundamental frequency; 1 unchanged, 0.5 to 2
 * @param pitchRange liveliness of the melody; 0 flat, 1 unchanged, at most 2
 * @param volume loudness; 1 unchanged, 0 to 1.5
 * @param hesitation how readily fillers, false starts and breaths come between the words; 0 never, 1 in nearly every
 *     clause
 */
public record Prosody(double rate, double pitch, double pitchRange, double volume, double hesitation) {
    public static final Prosody PLAIN = new Prosody(1, 1, 1, 1);

    private static final double MURMURED = 0.6;

    public Prosody {
        check("rate", rate, 0.5, 2);
        check("pitch", pitch, 0.5, 2);
        check("pitchRange", pitchRange, 0, 2);
        check("volume", volume, 0, 1.5);
        check("hesitation", hesitation, 0, 1);
    }

    /** Without hesitation. */
    public Prosody(double rate, double pitch, double pitchRange, double volume) {
        this(rate, pitch, pitchRange, volume, 0);
    }

    /** As one murmurs while somebody else has the floor: some four decibels softer, and without hesitation. */
    public Prosody murmured() {
        return new Prosody(rate, pitch, pitchRange, volume * MURMURED);
    }

    private static void check(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("%s is from %s to %s, not %s".formatted(name, least, most, value));
        }
    }
}
