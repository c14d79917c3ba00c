package dev.calmroom.turntaking;

/**
 * What one window of microphone sound is worth to turn-taking.
 *
 * @param end stream position (16 kHz samples) of the first sample after the window
 * @param voice probability that somebody speaks in it, 0 to 1
 * @param level root mean square in dBFS, -96 for digital silence up to 0
 */
public record VoiceFrame(long end, double voice, double level) {
    /** Samples in a window: 32 ms, what Silero was trained on. */
    public static final int SAMPLES = 512;

    public VoiceFrame {
        if (!(voice >= 0 && voice <= 1)) {
            throw new IllegalArgumentException("a probability is from 0 to 1, not " + voice);
        }
    }

    /** The same window with nobody speaking in it: what sounded like a voice was an echo. */
    public VoiceFrame withoutVoice() {
        return new VoiceFrame(end, 0, level);
    }
}
