package dev.calmroom.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    @Test
    void whatHasTheRateAlreadyComesOutAsItIsAndAtOnce() {
        Resampler same = new Resampler(16_000, 16_000);

        assertThat(same.accept(new short[] {1, -32_768, 32_767})).containsExactly(1, -32_768, 32_767);
        assertThat(same.finish()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"22050,16000", "24000,16000", "48000,16000", "16000,24000", "16000,48000", "44100,16000", "8000,16000"})
    void aToneThatBothRatesCanHoldComesThroughUnchanged(int from, int to) {
        short[] tone = tone(1_000, from, 10_000);
        AudioClip resampled = Resampler.resample(new AudioClip(tone, from), to);
        assertThat(resampled.length()).isEqualTo((int) Math.ceil((double) tone.length * to / from));
        short[] expected = tone(1_000, to, 10_000);
        for (int i = to / 20; i < to * 9 / 10; i++) {
            assertThat((double) resampled.samples()[i]).as("sample %d", i).isCloseTo(expected[i], within(30.0));
        }
    }

    @ParameterizedTest
    @CsvSource({"48000,16000,8400", "22050,16000,8400", "24000,16000,9000", "44100,16000,15000"})
    void aToneThatTheLowerRateCannotHoldIs80DBDown(int from, int to, int hertz) {
        AudioClip resampled = Resampler.resample(new AudioClip(tone(hertz, from, 16_000), from), to);
        AudioClip middle = resampled.slice(to / 10, to * 9 / 10);
        double input = Loudness.rms(tone(hertz, from, 16_000));
        // 16 bits have a floor of their own: what is left is rounding.
        assertThat(Loudness.rms(middle.samples())).isLessThanOrEqualTo(Math.max(input - 80, -85));
    }

    @Test
    void piecesGiveTheSameAsTheWhole() {
        short[] tone = tone(700, 22_050, 9_000);
        Resampler inPieces = new Resampler(22_050, 16_000);
        List<Short> pieces = new ArrayList<>();
        for (int at = 0; at < tone.length; at += 441) {
            for (short sample : inPieces.accept(Arrays.copyOfRange(tone, at, Math.min(tone.length, at + 441)))) {
                pieces.add(sample);
            }
        }
        for (short sample : inPieces.finish()) {
            pieces.add(sample);
        }
        short[] whole = Resampler.resample(new AudioClip(tone, 22_050), 16_000).samples();
        assertThat(pieces).hasSize(whole.length);
        for (int i = 0; i < whole.length; i++) {
            assertThat(pieces.get(i)).isEqualTo(whole[i]);
        }
    }

    @Test
    void silenceStaysSilentAndNothingStaysNothing() {
        assertThat(Resampler.resample(new AudioClip(new short[100], 8_000), 16_000)
                        .samples())
                .containsOnly((short) 0);
        assertThat(Resampler.resample(new AudioClip(new short[0], 8_000), 16_000)
                        .isEmpty())
                .isTrue();
    }

    private static short[] tone(double hertz, int rate, int amplitude) {
        short[] samples = new short[rate];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return samples;
    }
}
