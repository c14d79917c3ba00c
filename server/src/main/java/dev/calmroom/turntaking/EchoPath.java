package dev.calmroom.turntaking;

import static dev.calmroom.turntaking.BandEnvelope.BANDS;

import java.util.Arrays;

/**
 * The way from the persona's loudspeaker to the leader's microphone: whether there is one, how long it takes and how
 * much of each band comes through. Learned from the two envelopes alone, while the persona can be heard: the lag at
 * which they move together (normalised correlation of their logarithms, which gain does not change), then the gain at
 * that lag (least squares). Other voices do not move with the persona's, so they lower the correlation and hardly move
 * the lag. The same idea as in the echo suppressors that know the path by magnitude only (Avendano, «Acoustic echo
 * suppression in the STFT domain», 2001). Not thread-safe.
 */
final class EchoPath {
    /** Longest way that is looked for: 800 ms, loudspeaker and microphone buffers and the network among them. */
    static final int LAGS = 100;

    /** Of either envelope the mean over a quarter of a second is taken off: to be loud for long is no likeness. */
    private static final double MEAN = 0.03;
    /** A room blurs how a sound ends, not how it begins. */
    private static final double FALLING = 0.5;
    /** What a room makes of a sound's end, roughly: 60 dB in 200 ms. */
    private static final double RINGS = Math.pow(10, -60.0 / 20 * BandEnvelope.STEP_MILLIS / 200);

    /** How long the past counts, for lag and gain. */
    private static final double FORGET = Math.exp(-1 / 125.0);
    /** Amplitude at which the logarithm begins to be one: about -72 dB under full scale. */
    private static final double KNEE = 8;
    /**
     * What is louder than the echo by more than 3 dB may be somebody else as well, and counts as so much louder: a leader
     * who is not noticed at once would make the echo seem louder, and be noticed the less for it.
     */
    private static final double LOUDER = 1.4;
    /** 56 dB under full scale in a band: more than a quiet room's noise. */
    private static final double AUDIBLE = 50;

    private final PlayedVoice ofPersona;
    private final float[][] playedMoves = new float[PlayedVoice.KEPT][BANDS];
    private final float[][] heard = new float[PlayedVoice.KEPT][BANDS];
    private final double[] together = new double[LAGS];
    private final double[] playedPower = new double[LAGS];
    private final double[] audible = new double[BANDS];
    private final double[] playedMean = new double[BANDS];
    private final double[] heardMean = new double[BANDS];
    private final double[] cross = new double[BANDS];
    private final double[] square = new double[BANDS];
    private double heardPower;
    private int alikeFor;
    private int lag;
    private double likeness;
    private boolean found;

    EchoPath(PlayedVoice ofPersona) {
        this.ofPersona = ofPersona;
    }

    /**
     * What the microphone heard while the persona was silent and its echo gone: it tells no more than how loud silence
     * is.
     */
    void pass(long step, float[] amplitudes) {
        moves(step, amplitudes);
    }

    /**
     * @param step in which the microphone heard this, while the persona's voice was playing or had just been
     * @param amplitudes by band
     * @param alone nobody else is known to speak: the gain is learned then, and whenever the likeness is beyond doubt
     */
    void observe(long step, float[] amplitudes, boolean alone) {
        heard[index(step)] = amplitudes;
        correlate(step, moves(step, amplitudes));
        if (isAudible(amplitudes)) {
            alikeFor = isAlike() ? alikeFor + 1 : 0;
        }
        boolean certain = alikeFor >= VoicesApart.FITTED.certainSteps();
        if (!found && certain) {
            found = true;
            for (long past = step - PlayedVoice.KEPT + LAGS + 1; past < step; past++) {
                weigh(past, heard[index(past)], (_, _) -> Double.MAX_VALUE);
            }
        }
        if (found && (alone || certain)) {
            weigh(step, amplitudes, this::hardlyLouder);
        }
    }

    /** In silence the likeness of what was heard last stays as it was: that is no further evidence. */
    private static boolean isAudible(float[] amplitudes) {
        for (float amplitude : amplitudes) {
            if (amplitude > AUDIBLE) {
                return true;
            }
        }
        return false;
    }

    /** Notes how the persona's voice moves in this step. @return how the microphone does */
    private double[] moves(long step, float[] amplitudes) {
        float[] moves = playedMoves[index(step)];
        double[] mine = new double[BANDS];
        for (int band = 0; band < BANDS; band++) {
            audible[band] = Math.max(ofPersona.level(step)[band], audible[band] * RINGS);
            moves[band] = (float) move(audible[band], playedMean, band);
            mine[band] = move(amplitudes[band], heardMean, band);
        }
        return mine;
    }

    private void correlate(long step, double[] mine) {
        heardPower *= FORGET;
        for (double move : mine) {
            heardPower += move * move;
        }
        likeness = -1;
        for (int candidate = 0; candidate < LAGS; candidate++) {
            float[] then = playedMoves[index(step - candidate)];
            double product = 0;
            double power = 0;
            for (int band = 0; band < BANDS; band++) {
                product += mine[band] * then[band];
                power += then[band] * then[band];
            }
            together[candidate] = together[candidate] * FORGET + product;
            playedPower[candidate] = playedPower[candidate] * FORGET + power;
            double alike = together[candidate] / Math.sqrt(heardPower * playedPower[candidate] + 1e-9);
            if (alike > likeness) {
                likeness = alike;
                lag = candidate;
            }
        }
    }

    private static double move(double amplitude, double[] mean, int band) {
        double level = Math.log1p(amplitude / KNEE);
        mean[band] += MEAN * (level - mean[band]);
        double move = level - mean[band];
        return move > 0 ? move : FALLING * move;
    }

    private interface Most {
        double amplitude(long step, int band);
    }

    private double hardlyLouder(long step, int band) {
        return KNEE + LOUDER * expected(step, band);
    }

    /** @param most what counts of what is heard, at most, by step and band */
    private void weigh(long step, float[] amplitudes, Most most) {
        for (int band = 0; band < BANDS; band++) {
            double played = inTheRoom(step, band);
            double heardOfIt = Math.min(amplitudes[band], most.amplitude(step, band));
            cross[band] = cross[band] * FORGET + heardOfIt * played;
            square[band] = square[band] * FORGET + played * played;
        }
    }

    /**
     * The persona's voice and its tail at the microphone, before the gain; a step early or late makes no difference.
     */
    private double inTheRoom(long step, int band) {
        long then = step - lag;
        return Math.max(
                ofPersona.tail(then)[band],
                Math.max(ofPersona.level(then + 1)[band], ofPersona.level(then + 2)[band]));
    }

    /**
     * @return the amplitude of the persona's echo that is to be expected in this step and band; 0 where no path is
     *     known
     */
    double expected(long step, int band) {
        return square[band] <= 0 ? 0 : cross[band] / square[band] * inTheRoom(step, band);
    }

    /** Whether the microphone moves with the persona's voice at the moment. */
    boolean isAlike() {
        return likeness >= VoicesApart.FITTED.alike();
    }

    /** Forgets what moved together with what before. */
    void beginAnew() {
        Arrays.fill(together, 0);
        Arrays.fill(playedPower, 0);
        heardPower = 0;
        likeness = 0;
        alikeFor = 0;
    }

    /** Whether it has done so for half a second of sound: more than chance, less than certain. */
    boolean staysAlike() {
        return alikeFor >= VoicesApart.FITTED.likelySteps();
    }

    /** There is a way, or there was one: with the last echo its gain goes, but not the knowledge of where to look. */
    boolean isFound() {
        return found;
    }

    private static int index(long step) {
        return (int) (step & (PlayedVoice.KEPT - 1));
    }
}
