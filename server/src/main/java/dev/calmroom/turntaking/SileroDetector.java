package dev.calmroom.turntaking;

import dev.calmroom.audio.Loudness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The state of one call: the window being filled, the end of the one before, and the network's memory. */
final class SileroDetector implements VoiceActivityDetector {
    private final SileroModel model;
    private final short[] window = new short[VoiceFrame.SAMPLES];
    private final float[] input = new float[SileroModel.CONTEXT + VoiceFrame.SAMPLES];
    private float[] state = SileroModel.newState();
    private int filled;
    private long position;

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
        return new VoiceFrame(position, model.probability(input, state), Loudness.rms(window));
    }

    @Override
    public void reset(long position) {
        this.position = position;
        filled = 0;
        state = SileroModel.newState();
        Arrays.fill(input, 0);
    }
}
