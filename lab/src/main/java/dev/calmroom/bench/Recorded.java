package dev.calmroom.bench;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.audio.Resampler;
import dev.calmroom.audio.Silence;
import dev.calmroom.audio.Wav;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * An utterance as sound, 16 kHz, with faint noise wherever nobody speaks: a line is never quite silent.
 *
 * @param talker whose voice
 * @param words as written; the file's name where it is a recording
 * @param lastSound the last sample that sounds: where speech truly ends
 */
public record Recorded(String talker, String words, boolean hesitates, AudioClip clip, int lastSound) {
    /** Softer than this is no speech, dBFS. */
    private static final double FLOOR = -50;

    /** In a recording of a person, what is softer than the speech by so many dB is the room, or breath. */
    private static final double ROOM = 20;

    private static final String PERSON = "a person";
    private static final Duration BEFORE = Duration.ofMillis(200);
    /** Peak of the noise, about -66 dBFS. */
    private static final int NOISE = 16;

    /** Whose words are known: not a recording from elsewhere. */
    boolean isWritten() {
        return !talker.equals(PERSON);
    }

    /** The words without the pauses. */
    String spoken() {
        return String.join(" ", Utterance.parse(words).pieces());
    }

    /** One utterance a voice, the voices taking turns, in a seeded order. */
    static List<Recorded> render(List<Utterance> utterances, List<Talker> talkers, long seed, Runnable each) {
        Random random = new Random(seed);
        List<Recorded> recorded = new ArrayList<>();
        for (int i = 0; i < utterances.size(); i++) {
            recorded.add(render(utterances.get(i), talkers.get(i % talkers.size()), random));
            each.run();
        }
        java.util.Collections.shuffle(recorded, random);
        return recorded;
    }

    static Recorded render(Utterance utterance, Talker talker, Random random) {
        List<AudioClip> clips = new ArrayList<>();
        clips.add(noise(BEFORE, random));
        for (int i = 0; i < utterance.pieces().size(); i++) {
            if (i > 0) {
                clips.add(noise(utterance.pauses().get(i - 1), random));
            }
            clips.add(Silence.trim(talker.say(utterance.pieces().get(i)), FLOOR, Duration.ZERO));
        }
        AudioClip clip = AudioClip.concat(clips);
        return new Recorded(talker.name(), utterance.line(), utterance.hesitates(), clip, clip.length() - 1);
    }

    /** Recordings of people: every WAV file of a folder, cut to what sounds. */
    static List<Recorded> people(Path folder) throws IOException {
        List<Recorded> recorded = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".wav")).sorted().toList()) {
                AudioClip clip = Silence.trim(
                        Resampler.resample(Wav.read(file), AudioClip.SPEECH_RATE), FLOOR, Duration.ofMillis(30));
                int end = Silence.lastSound(clip, Math.max(FLOOR, Loudness.ofSpeech(clip) - ROOM));
                recorded.add(new Recorded(PERSON, file.getFileName().toString(), false, clip, end - 1));
            }
        }
        return recorded;
    }

    static AudioClip noise(Duration length, Random random) {
        short[] samples = new short[Math.toIntExact(AudioClip.samples(length, AudioClip.SPEECH_RATE))];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (random.nextInt(2 * NOISE + 1) - NOISE);
        }
        return new AudioClip(samples, AudioClip.SPEECH_RATE);
    }
}
