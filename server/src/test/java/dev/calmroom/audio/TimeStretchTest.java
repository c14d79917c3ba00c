package dev.calmroom.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeStretchTest {
    /** A buzz at 120 Hz with formant-like harmonics. */
    private static final AudioClip BUZZ = buzz();

    @ParameterizedTest
    @CsvSource({"1.25,1", "0.8,1", "1,1.12", "1,0.88", "1.2,1.1", "0.8,0.9"})
    void rateMovesTheLengthAndPitchTheFrequencyEachAlone(double rate, double pitch) {
        AudioClip changed = TimeStretch.change(BUZZ, rate, pitch);
        assertThat((double) changed.length() / BUZZ.length()).isCloseTo(1 / rate, within(0.02));
        assertThat(Pitch.median(changed).orElseThrow()).isCloseTo(120 * pitch, within(4.0));
        assertThat(Loudness.ofSpeech(changed)).isCloseTo(Loudness.ofSpeech(BUZZ), within(1.5));
    }

    @Test
    void nothingToChangeChangesNothing() {
        assertThat(TimeStretch.change(BUZZ, 1, 1)).isEqualTo(BUZZ);
        AudioClip tiny = BUZZ.slice(0, 100);
        assertThat(TimeStretch.change(tiny, 1.2, 1)).isEqualTo(tiny);
    }

    private static AudioClip buzz() {
        short[] samples = new short[22_050 * 2];
        for (int i = 0; i < samples.length; i++) {
            double sum = 0;
            for (int harmonic = 1; harmonic <= 12; harmonic++) {
                sum += Math.sin(2 * Math.PI * 120 * harmonic * i / 22_050) / harmonic;
            }
            samples[i] = (short) (5_000 * sum);
        }
        return new AudioClip(samples, 22_050);
    }
}
