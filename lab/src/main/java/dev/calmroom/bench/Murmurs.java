package dev.calmroom.bench;

import dev.calmroom.audio.AudioClip;
import java.util.Random;

/** Sounds of a throat that no speech program makes, put together from noise and harmonics; 16 kHz. */
final class Murmurs {
    private Murmurs() {}

    /** «Mm-hm»: two hums through the nose, the second higher, a breath between them. */
    static AudioClip hum(Random random) {
        int rate = AudioClip.SPEECH_RATE;
        double pitch = 110 + random.nextInt(110);
        double[] sound = new double[rate / 2];
        voice(sound, 0, rate * 18 / 100, pitch);
        voice(sound, rate * 24 / 100, rate * 22 / 100, pitch * 1.2);
        for (int i = rate * 18 / 100; i < rate * 24 / 100; i++) {
            sound[i] += 0.05 * random.nextGaussian();
        }
        return clip(sound, 4_000);
    }

    /** Harmonics that fall off quickly above the nose's resonance, swelling and fading. */
    private static void voice(double[] sound, int from, int length, double pitch) {
        for (int harmonic = 1; harmonic * pitch < 3_000; harmonic++) {
            double hertz = harmonic * pitch;
            double loudness = 1 / (1 + Math.pow(hertz / 350, 2));
            for (int i = 0; i < length; i++) {
                double swell = Math.sin(Math.PI * i / length);
                sound[from + i] += swell * loudness * Math.sin(2 * Math.PI * hertz * i / AudioClip.SPEECH_RATE);
            }
        }
    }

    private static AudioClip clip(double[] sound, double loudness) {
        short[] samples = new short[sound.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.clamp(Math.round(sound[i] * loudness), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return new AudioClip(samples, AudioClip.SPEECH_RATE);
    }

    /** Two bursts of breath with a throat's resonances: what can be made where nobody coughs. */
    static AudioClip cough(Random random) {
        int rate = AudioClip.SPEECH_RATE;
        double[] sound = new double[rate * 6 / 10];
        burst(sound, 0, rate * 22 / 100, 1, random);
        burst(sound, rate * (28 + random.nextInt(8)) / 100, rate * 18 / 100, 0.6, random);
        return clip(sound, 3_000);
    }

    private static void burst(double[] sound, int from, int length, double loudness, Random random) {
        double low = 500 + random.nextInt(300);
        double high = 1_300 + random.nextInt(500);
        double[] throat = resonance(low, length, random);
        double[] mouth = resonance(high, length, random);
        for (int i = 0; i < length && from + i < sound.length; i++) {
            double rises = Math.min(1, i / 60.0);
            double falls = Math.exp(-4.0 * i / length);
            sound[from + i] += loudness * rises * falls * (throat[i] + 0.6 * mouth[i] + 0.3 * random.nextGaussian());
        }
    }

    /** Noise through a two-pole resonator, of unit power or so. */
    private static double[] resonance(double hertz, int length, Random random) {
        double radius = 0.96;
        double turn = 2 * Math.PI * hertz / AudioClip.SPEECH_RATE;
        double[] sound = new double[length];
        double one = 0;
        double two = 0;
        for (int i = 0; i < length; i++) {
            double next = 2 * radius * Math.cos(turn) * one
                    - radius * radius * two
                    + (1 - radius) * 4 * random.nextGaussian();
            two = one;
            one = next;
            sound[i] = next;
        }
        return sound;
    }
}
