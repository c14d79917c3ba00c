package dev.calmroom.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoudnessTest {

    @Test
    void levelsAreInDBBelowFullScale() {
        assertThat(Loudness.rms(square(Short.MAX_VALUE))).isCloseTo(0, within(0.01));
        assertThat(Loudness.rms(square(3_277))).isCloseTo(-20, within(0.01));
        assertThat(Loudness.rms(new short[100])).isEqualTo(Loudness.SILENCE);
        assertThat(Loudness.peak(new short[] {0, Short.MIN_VALUE})).isCloseTo(0, within(0.001));
        assertThat(Loudness.rms(new short[0])).isEqualTo(Loudness.SILENCE);
    }

    @Test
    void pausesDoNotCount() {
        AudioClip voice = new AudioClip(square(3_277), 16_000);
        AudioClip withPause = AudioClip.concat(List.of(voice, AudioClip.silence(Duration.ofSeconds(3), 16_000), voice));
        assertThat(Loudness.ofSpeech(withPause)).isCloseTo(-20, within(0.5));
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 300, 3_000, 30_000})
    void everyClipIsBroughtToTheTarget(int amplitude) {
        AudioClip even = Loudness.normalise(new AudioClip(square(amplitude), 16_000), Loudness.TARGET);
        assertThat(Loudness.ofSpeech(even)).isCloseTo(Loudness.TARGET, within(0.3));
    }

    @Test
    void highPeaksKeepAClipSofterInsteadOfClipping() {
        short[] spiky = square(50);
        spiky[100] = 20_000;
        AudioClip even = Loudness.normalise(new AudioClip(spiky, 16_000), Loudness.TARGET);
        assertThat(Loudness.peak(even.samples())).isBetween(-1.2, -0.9);
    }

    @Test
    void silenceStaysSilence() {
        AudioClip silence = AudioClip.silence(Duration.ofMillis(100), 16_000);
        assertThat(Loudness.normalise(silence, Loudness.TARGET)).isEqualTo(silence);
        assertThat(Silence.trim(silence, -50, Duration.ZERO).isEmpty()).isTrue();
    }

    @Test
    void silenceAroundASoundIsCutToWhatShallBeKept() {
        AudioClip pause = AudioClip.silence(Duration.ofMillis(200), 16_000);
        AudioClip sound = new AudioClip(square(3_000), 16_000);
        AudioClip trimmed = Silence.trim(AudioClip.concat(List.of(pause, sound, pause)), -50, Duration.ofMillis(10));
        assertThat(trimmed.duration()).isEqualTo(sound.duration().plusMillis(20));
    }

    private static short[] square(int amplitude) {
        short[] samples = new short[16_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (i / 40 % 2 == 0 ? amplitude : -amplitude);
        }
        return samples;
    }
}
