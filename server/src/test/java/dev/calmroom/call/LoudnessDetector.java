package dev.calmroom.call;

import dev.calmroom.turntaking.VoiceActivityDetector;
import dev.calmroom.turntaking.VoiceFrame;
import java.util.ArrayList;
import java.util.List;

/** Takes every window in which most samples have this level for a voice. */
final class LoudnessDetector implements VoiceActivityDetector {
    private final short voice;
    private final List<Short> waiting = new ArrayList<>();
    private long position;

    LoudnessDetector(short voice) {
        this.voice = voice;
    }

    @Override
    public List<VoiceFrame> accept(short[] samples) {
        List<VoiceFrame> windows = new ArrayList<>();
        for (short sample : samples) {
            waiting.add(sample);
            if (waiting.size() == VoiceFrame.SAMPLES) {
                position += VoiceFrame.SAMPLES;
                long loud = waiting.stream().filter(it -> it == voice).count();
                windows.add(new VoiceFrame(position, 2 * loud > VoiceFrame.SAMPLES ? 1 : 0, -20));
                waiting.clear();
            }
        }
        return windows;
    }

    @Override
    public void reset(long to) {
        position = to;
        waiting.clear();
    }
}
