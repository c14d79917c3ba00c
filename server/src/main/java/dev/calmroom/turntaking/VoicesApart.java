package dev.calmroom.turntaking;

import dev.calmroom.encoder.FittedNumbers;

/**
 * How a voice is told from silence and from the persona's own: {@code fitted/voices-apart.yaml}.
 *
 * @param alike likeness, -1 to 1, from which what the microphone hears moves with the persona's voice
 * @param certainSteps steps of {@value BandEnvelope#STEP_MILLIS} ms after which that is no chance, {@code likelySteps}
 *     after which it hardly is
 * @param sign probability of a voice that is the first sign of one
 * @param standsOut so many times the usual doubt stands out from it
 */
record VoicesApart(double alike, int certainSteps, int likelySteps, double sign, double standsOut) {
    static final VoicesApart FITTED = FittedNumbers.read("voices-apart", VoicesApart.class);
}
