package dev.calmroom.turntaking;

import dev.calmroom.audio.AudioClip;
import java.time.Duration;

/**
 * Tells the persona's own voice, come back through an open loudspeaker, from the leader's: for each window of the
 * microphone in which there is a voice, whether the echo of what the persona is saying explains it. It is fed with both
 * streams and needs no clock.
 *
 * <p>In each of a few bands the echo that is to be expected is taken from the {@link EchoPath}, with a room's tail. A
 * window is the leader's as soon as a good part of its energy is above that by a margin: the comparison of levels of
 * Geigel's double-talk detector (Duttweiler, «A twelve-channel digital echo canceler», 1978), made by band, because two
 * voices seldom fill the same bands at once. Nothing is subtracted: the recogniser hears the microphone as it is.
 *
 * At the beginning of a call nothing is known of the loudspeaker. A voice heard then over the persona's counts as the
 * persona's as long as it moves with it, for at most about half a second otherwise; a microphone that stays quiet while
 * the persona speaks (a headset, a browser that cancels echo) settles it sooner, and from then on the leader is noticed
 * at once. Where the microphone says that it cancels echo that is believed from the start, until what it gives moves
 * with the persona's voice all the same.
 *
 * <p>Safe for use by several threads.
 */
public final class EchoGuard {
    private static final long STEP_NANOS = BandEnvelope.STEP_MILLIS * 1_000_000L;
    private static final long SAMPLE_NANOS = 1_000_000_000L / AudioClip.SPEECH_RATE;
    private static final int STEPS = (int) (VoiceFrame.SAMPLES * SAMPLE_NANOS / STEP_NANOS);
    /** Voice to the detector: what {@link SpeechSegmenter#standard()} begins at. */
    private static final double VOICE = 0.5;
    /** 6 dB: gain control and a loudspeaker's own ways move the echo about by so much. */
    private static final double MARGIN = 2;
    /** As much of a window's energy as must be above the expected echo for it to be the leader's. */
    private static final double LEADERS_SHARE = 0.25;
    /** 6 dB above the quietest that the microphone has been is still noise. */
    private static final double NOISE = 2;

    private static final double FLOOR_RISES = 1.01;
    /**
     * From less than a sample's smallest step it rises as from that. A microphone that gives nothing at all, because it is
     * gated, tells how loud nothing is: not that the next sound is noise.
     */
    private static final double FAINTEST = 1;
    /** The longest way that is usual, in steps: a microphone quiet beyond that is no accident. */
    private static final int USUAL_LAG = 60;
    /** A fifth of a second of quiet, in windows. */
    private static final int QUIET_ENOUGH = 6;
    /** Close to half a second of a voice, in windows. */
    private static final int VOICE_ENOUGH = 14;

    /** What is known of the loudspeaker while no way from it to the microphone has been found. */
    private enum Loudspeaker {
        /** Any voice may be the persona's. */
        UNKNOWN,
        /**
         * There was another voice than the persona's, which may still be heard too: what moves with it is the
         * persona's.
         */
        NOT_ALONE,
        /**
         * The microphone was quiet while the persona spoke: no echo, every voice is the leader's until one moves with
         * the persona's for long.
         */
        NOT_HEARD
    }

    private final PlayedVoice ofPersona = new PlayedVoice();
    private final EchoPath path = new EchoPath(ofPersona);
    private final BandEnvelope microphone = new BandEnvelope(AudioClip.SPEECH_RATE);
    private final double[] floor = new double[BandEnvelope.BANDS];
    private boolean noiseKnown;
    /** The last window's steps, oldest first. */
    private final float[][] heard = new float[STEPS][BandEnvelope.BANDS];

    private final long[] heardIn = new long[STEPS];
    private long playing;
    private boolean ofLeader;
    private Loudspeaker atFirst = Loudspeaker.UNKNOWN;
    private Loudspeaker loudspeaker = atFirst;
    private int quiet;
    private int voiced;

    /** @param cancelled whether the microphone says of itself that it gives no echo */
    public synchronized void begins(boolean cancelled) {
        atFirst = cancelled ? Loudspeaker.NOT_HEARD : Loudspeaker.UNKNOWN;
        loudspeaker = atFirst;
    }

    /**
     * Sound that goes to the loudspeaker that plays the persona, to be played now or after what has been sent before.
     *
     * @param now session time
     * @param rate samples a second, the same for all of a call
     */
    public synchronized void plays(Duration now, short[] samples, int rate) {
        ofPersona.advance(step(now.toNanos()));
        ofPersona.play(samples, rate);
    }

    /** The persona is held; what was sent and not played yet waits. */
    public synchronized void holds(Duration now) {
        ofPersona.advance(step(now.toNanos()));
        ofPersona.hold(true);
    }

    /** The persona goes on from where it was held. */
    public synchronized void goesOn(Duration now) {
        ofPersona.advance(step(now.toNanos()));
        ofPersona.hold(false);
    }

    /** The persona is cut off: what was sent and not played yet never sounds. */
    public synchronized void stops(Duration now) {
        ofPersona.advance(step(now.toNanos()));
        ofPersona.drop();
    }

    /**
     * What the microphone gives, all of it and in order.
     *
     * @param samples 16 kHz mono
     * @param end session time at which the last of them was spoken
     */
    public synchronized void hears(short[] samples, Duration end) {
        long firstEnds = end.toNanos() - (samples.length - microphone.wanted()) * SAMPLE_NANOS;
        int[] done = {0};
        microphone.accept(samples, amplitudes -> hears(step(firstEnds + done[0]++ * STEP_NANOS - 1), amplitudes));
    }

    private void hears(long step, float[] amplitudes) {
        ofPersona.advance(step + 1);
        System.arraycopy(heard, 1, heard, 0, STEPS - 1);
        System.arraycopy(heardIn, 1, heardIn, 0, STEPS - 1);
        heard[STEPS - 1] = amplitudes;
        heardIn[STEPS - 1] = step;
        playing = step - ofPersona.lastSound() > EchoPath.LAGS ? 0 : playing + 1;
        if (playing == 1 && !path.isFound()) {
            beginAnew();
        }
        if (playing > 0) {
            path.observe(step, amplitudes, !ofLeader);
        } else {
            path.pass(step, amplitudes);
        }
    }

    /**
     * @param window of what was last given to {@link #hears}
     * @return whether there is a voice in it, or a sign of one, and the persona's echo explains it
     */
    public synchronized boolean explains(VoiceFrame window) {
        boolean voice = window.voice() >= VOICE;
        if (!voice) {
            learnNoise();
        }
        if (playing > 0) {
            settle(voice);
        }
        boolean ofPersona = window.voice() >= VoiceSuspicion.SIGN && playing > 0 && mayBeEcho();
        ofLeader = voice && !ofPersona;
        return ofPersona;
    }

    /** Whether the persona's words may come back: an echo was heard, or the microphone does not say that it gives none. */
    public synchronized boolean mayGiveBack() {
        return path.isFound() || atFirst != Loudspeaker.NOT_HEARD;
    }

    /**
     * Whether it is known what the persona's voice sounds like in this microphone; what is explained then is the
     * persona's for certain.
     */
    public synchronized boolean knowsEcho() {
        return path.isFound();
    }

    /**
     * The persona begins to speak: that there was another voice over its last reply tells nothing about an echo of this
     * one.
     */
    private void beginAnew() {
        path.beginAnew();
        voiced = 0;
        if (loudspeaker == Loudspeaker.NOT_ALONE) {
            loudspeaker = atFirst;
        }
    }

    private boolean mayBeEcho() {
        if (path.isFound()) {
            return isExpected();
        }
        return switch (loudspeaker) {
            case UNKNOWN -> true;
            case NOT_ALONE -> path.isAlike();
            case NOT_HEARD -> path.staysAlike();
        };
    }

    private void settle(boolean voice) {
        if (voice) {
            voiced++;
            quiet = 0;
        } else if (heardIn[STEPS - 1] - ofPersona.lastPause() > USUAL_LAG && !path.isAlike()) {
            quiet++;
        }
        if (quiet >= QUIET_ENOUGH) {
            loudspeaker = Loudspeaker.NOT_HEARD;
        } else if (loudspeaker == Loudspeaker.UNKNOWN && voiced >= VOICE_ENOUGH && !path.isAlike()) {
            loudspeaker = Loudspeaker.NOT_ALONE;
        }
    }

    private boolean isExpected() {
        double all = 0;
        double unexpected = 0;
        for (int band = 0; band < BandEnvelope.BANDS; band++) {
            double power = 0;
            double echo = 0;
            for (int i = 0; i < STEPS; i++) {
                power += square(heard[i][band]);
                echo += square(path.expected(heardIn[i], band));
            }
            all += power;
            unexpected += Math.max(0, power - echo * square(MARGIN) - STEPS * square(NOISE * floor[band]));
        }
        return unexpected <= LEADERS_SHARE * all;
    }

    private void learnNoise() {
        for (int band = 0; band < BandEnvelope.BANDS; band++) {
            double level = 0;
            for (float[] step : heard) {
                level += step[band] / STEPS;
            }
            floor[band] = noiseKnown ? Math.min(level, Math.max(FAINTEST, floor[band]) * FLOOR_RISES) : level;
        }
        noiseKnown = true;
    }

    private static double square(double x) {
        return x * x;
    }

    private static long step(long nanos) {
        return Math.floorDiv(nanos, STEP_NANOS);
    }
}
