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

/**
 * Something heard over the persona's voice.
 *
 * @param softer decibels under the loudness of the persona's voice, 0 or more
 * @param clip begins with the first sample that sounds
 * @param voiceAt milliseconds into it at which the voice itself begins: before that may be a hiss or a puff of breath
 */
record Interjection(Kind kind, String words, String talker, int softer, AudioClip clip, double voiceAt) {
    /** Under the loudness of the clip a sound is none yet, dB. */
    private static final double ONSET = 25;

    private static final int HUM_EVERY = 3;
    private static final double LOW_TONES = 400;

    enum Kind {
        /** They want the floor. */
        WORDS,
        /** «mm-hm», «yeah»: go on, I am listening. */
        BACKCHANNEL,
        COUGH
    }

    /** What can be said over the persona, and what is typed to set it talking. */
    record Repertoire(List<String> asks, List<String> words, List<String> backchannels) {

        /** @throws IOException when the file cannot be read or a list is missing */
        static Repertoire read(Path file) throws IOException {
            NamedLists lists = NamedLists.read(file);
            return new Repertoire(lists.list("asks"), lists.list("words"), lists.list("backchannels"));
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
                // A hum is beyond the voices: they would spell it.
                said.add(
                        i % HUM_EVERY == 0
                                ? of(Kind.BACKCHANNEL, "mm-hm", "a hum", softer, Murmurs.hum(random))
                                : say(Kind.BACKCHANNEL, backchannels(), talkers, i, softer));
            }
            for (int i = 0; i < coughs; i++) {
                said.add(of(Kind.COUGH, "(cough)", "noise", softer, Murmurs.cough(random)));
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
        AudioClip clip = Silence.trim(even, Loudness.TARGET - softer - ONSET, Duration.ZERO);
        return new Interjection(kind, words, talker, softer, clip, voiceAt(clip));
    }

    /** Where the low tones begin that only vocal folds make. */
    private static double voiceAt(AudioClip clip) {
        AudioClip low = lowTones(clip);
        double floor = Loudness.ofSpeech(low) - ONSET / 2;
        return Math.max(0, Silence.onset(low, floor)) * 1_000.0 / clip.sampleRate();
    }

    /** A low-pass of four poles. */
    private static AudioClip lowTones(AudioClip clip) {
        double keeps = Math.exp(-2 * Math.PI * LOW_TONES / clip.sampleRate());
        short[] low = new short[clip.length()];
        double[] stages = new double[4];
        for (int i = 0; i < low.length; i++) {
            double sample = clip.samples()[i];
            for (int stage = 0; stage < stages.length; stage++) {
                stages[stage] += (1 - keeps) * (sample - stages[stage]);
                sample = stages[stage];
            }
            low[i] = (short) Math.round(sample);
        }
        return new AudioClip(low, clip.sampleRate());
    }
}
