package dev.calmroom.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.lab.BlindReader.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a blind reader tells apart is in the figures, and what it is given is in the sound. */
class BlindReaderTest {
    @Test
    void classesThatLieApartInOneDirectionAreTold() {
        Random random = new Random(1);
        List<Example> taught = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            double common = 5 * random.nextGaussian();
            taught.add(new Example("calm", new double[] {common + 0.3 * random.nextGaussian(), common}));
            taught.add(new Example("tense", new double[] {common + 2 + 0.3 * random.nextGaussian(), common}));
        }
        BlindReader reader = new BlindReader(taught);
        assertThat(reader.read(new double[] {10.1, 10})).isEqualTo("calm");
        assertThat(reader.read(new double[] {-5.9, -8})).isEqualTo("tense");
    }

    @Test
    void pausesPaceAndLevelAreHeard() {
        AudioClip clip = beats(5, 8_000);
        HeardManner heard = HeardManner.of(clip);
        assertThat(heard.paused()).isBetween(0.3, 0.4);
        assertThat(heard.pause()).isBetween(0.95, 1.05);
        assertThat(heard.pace()).isBetween(4.0, 6.0);
        assertThat(HeardManner.of(beats(5, 4_000)).level()).isBetween(heard.level() - 6.5, heard.level() - 5.5);
    }

    /** A second of so many swells of a tone, a second of silence, and another second of them. */
    private static AudioClip beats(int beats, double loudness) {
        int rate = AudioClip.SPEECH_RATE;
        short[] samples = new short[3 * rate];
        for (int i = 0; i < samples.length; i++) {
            double swell = Math.abs(Math.sin(Math.PI * beats * i / rate));
            boolean silent = i >= rate && i < 2 * rate;
            samples[i] = silent ? 0 : (short) Math.round(loudness * swell * Math.sin(2 * Math.PI * 120 * i / rate));
        }
        return new AudioClip(samples, rate);
    }
}
