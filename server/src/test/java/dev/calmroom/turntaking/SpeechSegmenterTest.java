package dev.calmroom.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpeechSegmenterTest {
    private static final double VOICE = 0.9;
    private static final double NONE = 0.01;

    private final SpeechSegmenter segmenter = SpeechSegmenter.standard();
    private long heard;

    private void hears(double... windows) {
        for (double voice : windows) {
            heard += VoiceFrame.SAMPLES;
            segmenter.accept(new VoiceFrame(heard, voice, -30));
        }
    }

    @Test
    void whereAVoiceMayJustBeBeginningSilenceIsCertainOnlyUpToThere() {
        hears(VOICE, VOICE, NONE, NONE, NONE, NONE);
        assertThat(segmenter.silentUpTo(heard)).isEqualTo(heard);

        hears(VOICE);
        assertThat(segmenter.silentUpTo(heard)).isEqualTo(heard - VoiceFrame.SAMPLES);
        assertThat(segmenter.speaking()).isFalse();

        hears(NONE);
        assertThat(segmenter.silentUpTo(heard)).as("it was a click").isEqualTo(heard);
    }
}
