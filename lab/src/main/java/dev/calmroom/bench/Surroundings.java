package dev.calmroom.bench;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.bench.RoomImpulse.Point;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody speaks into a laptop: how far from it, and beside what. Everything is made here: the room by the
 * image-source model, the fan as noise that falls by 6 dB an octave from 100 Hz on, the voices as four others of the same
 * measurement at once.
 *
 * @param room null for a microphone at the mouth
 * @param louder how many dB the voice is above the noise
 */
record Surroundings(String name, @Nullable RoomImpulse room, Noise noise, int louder) {
    enum Noise {
        NONE,
        FAN,
        VOICES
    }

    private static final Point OFFICE = new Point(5, 4, 2.7);
    private static final Point LAPTOP = new Point(1.6, 1.5, 0.8);
    private static final double REVERBERATION = 0.5;

    static List<Surroundings> all() {
        RoomImpulse desk = at(0.6);
        RoomImpulse across = at(2.5);
        return List.of(
                new Surroundings("at the mouth", null, Noise.NONE, 0),
                new Surroundings("0.6 m", desk, Noise.NONE, 0),
                new Surroundings("2.5 m", across, Noise.NONE, 0),
                new Surroundings("0.6 m, a fan 15 dB below", desk, Noise.FAN, 15),
                new Surroundings("0.6 m, a fan 5 dB below", desk, Noise.FAN, 5),
                new Surroundings("0.6 m, four voices 15 dB below", desk, Noise.VOICES, 15));
    }

    private static RoomImpulse at(double metres) {
        Point mouth = new Point(LAPTOP.x() + metres * 0.8, LAPTOP.y() + metres * 0.5, LAPTOP.z() + metres * 0.33);
        return RoomImpulse.of(OFFICE, mouth, LAPTOP, REVERBERATION);
    }

    /** @param others whoever speaks beside it, where somebody does */
    AudioClip of(AudioClip dry, List<AudioClip> others, Random random) {
        AudioClip voice = Loudness.normalise(
                room == null ? dry : new AudioClip(room.hear(dry.samples()), dry.sampleRate()), Loudness.TARGET);
        if (noise == Noise.NONE) {
            return voice;
        }
        double[] beside = noise == Noise.FAN ? fan(voice.length(), random) : voices(voice.length(), others);
        double power = 0;
        for (double sample : beside) {
            power += sample * sample / beside.length;
        }
        double wanted = Math.pow(10, (Loudness.TARGET - louder) / 20) * 32_768;
        double gain = wanted / Math.sqrt(Math.max(1e-9, power));
        short[] mixed = new short[voice.length()];
        for (int i = 0; i < mixed.length; i++) {
            double sample = voice.samples()[i] + gain * beside[i];
            mixed[i] = (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return new AudioClip(mixed, voice.sampleRate());
    }

    private static double[] fan(int length, Random random) {
        double keeps = Math.exp(-2 * Math.PI * 100 / AudioClip.SPEECH_RATE);
        double[] noise = new double[length];
        double low = 0;
        for (int i = 0; i < length; i++) {
            low = keeps * low + (1 - keeps) * random.nextGaussian();
            noise[i] = low;
        }
        return noise;
    }

    private static double[] voices(int length, List<AudioClip> others) {
        double[] mixed = new double[length];
        for (AudioClip other : others) {
            AudioClip level = Loudness.normalise(other, Loudness.TARGET);
            for (int i = 0; i < length && level.length() > 0; i++) {
                mixed[i] += level.samples()[i % level.length()];
            }
        }
        return mixed;
    }
}
