package dev.calmroom.caller;

import dev.calmroom.audio.AudioClip;
import java.time.Duration;
import java.util.Random;

/**
 * An open loudspeaker beside an open microphone, and no canceller between them: what is played comes back later, softer
 * and with the tail of an ordinary room. In steps of the line's frames, 16 kHz; one thread.
 */
public final class RoomEcho {
    private static final int RATE = AudioClip.SPEECH_RATE;
    /** The room: so long, so soon after the direct sound, a reflection every so many samples. */
    private static final int TAIL = RATE * 3 / 10;

    private static final int FIRST_REFLECTION = 40;
    private static final int SPACING = 7;
    /** How much longer than delay and tail a frame may be. */
    private static final int FRAME_AT_MOST = RATE / 10;

    private final int delay;
    private final double gain;
    private final double[] reflections = reflections();
    private final double[] air;
    private long now;

    /**
     * @param delay from the loudspeaker's sample to the microphone's, buffers of both among it, at most 2 s
     * @param decibels of the direct sound against what was sent, negative as a rule; the tail has as much energy again
     */
    public RoomEcho(Duration delay, double decibels) {
        if (delay.isNegative() || delay.compareTo(Duration.ofSeconds(2)) > 0) {
            throw new IllegalArgumentException("an echo comes within two seconds, not after " + delay);
        }
        this.delay = Math.toIntExact(AudioClip.samples(delay, RATE));
        this.gain = Math.pow(10, decibels / 20);
        this.air = new double[this.delay + TAIL + 2 * FRAME_AT_MOST];
    }

    private static double[] reflections() {
        Random random = new Random(5);
        double[] room = new double[TAIL];
        double energy = 0;
        for (int i = FIRST_REFLECTION; i < TAIL; i += SPACING) {
            room[i] = random.nextGaussian() * Math.pow(10, -3.0 * i / TAIL);
            energy += room[i] * room[i];
        }
        for (int i = 0; i < TAIL; i++) {
            room[i] /= Math.sqrt(energy);
        }
        return room;
    }

    /**
     * A frame passes at both ends.
     *
     * @param played by the loudspeaker, at most 100 ms
     * @param spoken into the microphone at the same time, as long; what comes back is added to it
     */
    public void pass(short[] played, short[] spoken) {
        for (int i = 0; i < played.length; i++) {
            if (played[i] != 0) {
                reflect(now + i + delay, played[i] * gain);
            }
        }
        for (int i = 0; i < spoken.length; i++) {
            int at = index(now + i);
            spoken[i] = (short) Math.clamp(Math.round(spoken[i] + air[at]), Short.MIN_VALUE, Short.MAX_VALUE);
            air[at] = 0;
        }
        now += spoken.length;
    }

    private void reflect(long at, double sample) {
        air[index(at)] += sample;
        for (int i = FIRST_REFLECTION; i < TAIL; i += SPACING) {
            air[index(at + i)] += sample * reflections[i];
        }
    }

    private int index(long at) {
        return (int) (at % air.length);
    }
}
