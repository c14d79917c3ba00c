package dev.calmroom.bench;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.audio.Silence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Something heard over the persona's voice.
 *
 * @param softer decibels under the loudness of his voice, 0 or more
 * @param clip begins with the first sample that sounds
 */
record Interjection(Kind kind, String words, String talker, int softer, AudioClip clip) {
    /** Under the loudness of the clip a sound is none yet, dB. */
    private static final double ONSET = 25;

    enum Kind {
        /** They want the floor. */
        WORDS,
        /** «mm-hm», «yeah»: go on, I am listening. */
        BACKCHANNEL,
        COUGH
    }

    /** What can be said over him, and what is typed to set him talking. */
    record Repertoire(List<String> asks, List<String> words, List<String> backchannels) {

        /** @throws IOException when the file cannot be read or a list is missing */
        static Repertoire read(Path file) throws IOException {
            JsonNode lists = YAMLMapper.shared().readTree(file.toFile());
            return new Repertoire(
                    list(file, lists, "asks"), list(file, lists, "words"), list(file, lists, "backchannels"));
        }

        private static List<String> list(Path file, JsonNode lists, String name) throws IOException {
            List<String> list =
                    lists.path(name).valueStream().map(JsonNode::asString).toList();
            if (list.isEmpty()) {
                throw new IOException("%s has no list '%s'".formatted(file, name));
            }
            return list;
        }

        /** All words and backchannels, the voices taking turns, then coughs; in a seeded order. */
        List<Interjection> render(
                List<Talker> talkers, int softer, int words, int backchannels, int coughs, long seed) {
            Random random = new Random(seed);
            List<Interjection> said = new ArrayList<>();
            for (int i = 0; i < words; i++) {
                said.add(say(Kind.WORDS, words(), talkers, i, softer));
            }
            for (int i = 0; i < backchannels; i++) {
                said.add(say(Kind.BACKCHANNEL, backchannels(), talkers, i, softer));
            }
            for (int i = 0; i < coughs; i++) {
                said.add(of(Kind.COUGH, "(cough)", "noise", softer, cough(random)));
            }
            Collections.shuffle(said, random);
            return said;
        }

        private static Interjection say(Kind kind, List<String> lines, List<Talker> talkers, int number, int softer) {
            String line = lines.get(number % lines.size());
            // So that every voice comes to say every line when there are enough of them.
            Talker talker = talkers.get((number + number / lines.size()) % talkers.size());
            return of(kind, line, talker.name(), softer, talker.say(line));
        }
    }

    private static Interjection of(Kind kind, String words, String talker, int softer, AudioClip sound) {
        AudioClip even = Loudness.normalise(sound, Loudness.TARGET - softer);
        return new Interjection(
                kind, words, talker, softer, Silence.trim(even, Loudness.TARGET - softer - ONSET, Duration.ZERO));
    }

    /** Two bursts of breath with a throat's resonances: what can be made where nobody coughs. */
    private static AudioClip cough(Random random) {
        int rate = AudioClip.SPEECH_RATE;
        double[] sound = new double[rate * 6 / 10];
        burst(sound, 0, rate * 22 / 100, 1, random);
        burst(sound, rate * (28 + random.nextInt(8)) / 100, rate * 18 / 100, 0.6, random);
        short[] samples = new short[sound.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.clamp(Math.round(sound[i] * 3_000), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return new AudioClip(samples, rate);
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
