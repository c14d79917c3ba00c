package dev.calmroom.turntaking;

import dev.calmroom.audio.Loudness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The state of one call: the window being filled, the end of the one before, and the network's memory.
 *
 * The memory is emptied whenever nobody has spoken for a second. After some seconds of a quiet line the network is slow to
 * believe in a voice: of 420 short words by six voices, three seconds apart, it noticed 410, and those a tenth of a second
 * late in the mean; with its memory emptied all of them, after 30 ms. Neither hiss nor a fan is taken for a voice because
 * of it.
 */
final class SileroDetector implements VoiceActivityDetector {
    /** A second, in windows. */
    private static final int FORGETS_AFTER = 31;
    /** Surely nobody's voice. */
    private static final double NOBODY = 0.15;

    private final SileroModel model;
    private final short[] window = new short[VoiceFrame.SAMPLES];
    private final float[] input = new float[SileroModel.CONTEXT + VoiceFrame.SAMPLES];
    private float[] state = SileroModel.newState();
    private int filled;
    private long position;
    private int quiet;

    SileroDetector(SileroModel model) {
        this.model = model;
    }

    @Override
    public List<VoiceFrame> accept(short[] samples) {
        List<VoiceFrame> frames = new ArrayList<>(samples.length / VoiceFrame.SAMPLES + 1);
        int at = 0;
        while (at < samples.length) {
            int taken = Math.min(samples.length - at, window.length - filled);
            System.arraycopy(samples, at, window, filled, taken);
            at += taken;
            filled += taken;
            position += taken;
            if (filled == window.length) {
                filled = 0;
                frames.add(judge());
            }
        }
        return frames;
    }

    private VoiceFrame judge() {
        System.arraycopy(input, VoiceFrame.SAMPLES, input, 0, SileroModel.CONTEXT);
        for (int i = 0; i < window.length; i++) {
            input[SileroModel.CONTEXT + i] = window[i] / 32_768f;
        }
        double voice = model.probability(input, state);
        quiet = voice < NOBODY ? quiet + 1 : 0;
        if (quiet == FORGETS_AFTER) {
            quiet = 0;
            state = SileroModel.newState();
        }
        return new VoiceFrame(position, voice, Loudness.rms(window));
    }

    @Override
    public void reset(long position) {
        this.position = position;
        filled = 0;
        quiet = 0;
        state = SileroModel.newState();
        Arrays.fill(input, 0);
    }
}
