package dev.calmroom.turntaking;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.audio.Resampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;

/**
 * A room with a loudspeaker and a microphone, for tests: the persona's voice goes out 20 ms a frame and up to 400 ms
 * ahead, comes back late, softer and with a tail of reverberation, and mixes with the leader's and a little noise.
 */
final class LoudspeakerRoom {
    private static final int RATE = AudioClip.SPEECH_RATE;
    private static final int FRAME = RATE / 50;
    private static final int AHEAD_MILLIS = 400;
    private static final double NOISE = 10;

    private static final IdentityHashMap<AudioClip, double[]> REVERBERANT = new IdentityHashMap<>();

    private final EchoGuard guard = new EchoGuard();
    private final List<Sound> ofPersona = new ArrayList<>();
    private final double[] microphone;

    private record Sound(int atMillis, AudioClip clip) {}

    LoudspeakerRoom(Duration length) {
        this(length, NOISE);
    }

    private LoudspeakerRoom(Duration length, double noise) {
        microphone = new double[Math.toIntExact(AudioClip.samples(length, RATE))];
        Random random = new Random(3);
        for (int i = 0; i < microphone.length; i++) {
            microphone[i] = noise * random.nextGaussian();
        }
    }

    /** A microphone that gives nothing at all where nobody speaks: what a gate, or a test, gives. */
    static LoudspeakerRoom gated(Duration length) {
        return new LoudspeakerRoom(length, 0);
    }

    /** The persona speaks; nothing of it reaches the microphone. */
    LoudspeakerRoom speaks(int atMillis, AudioClip clip) {
        ofPersona.add(new Sound(atMillis, clip));
        return this;
    }

    /** What the persona says comes back. */
    LoudspeakerRoom echoes(int delayMillis, double decibels) {
        for (Sound sound : ofPersona) {
            mix(sound.atMillis() + delayMillis, reverberant(sound.clip()), Math.pow(10, decibels / 20));
        }
        return this;
    }

    /** The microphone says that it cancels echo, whether that is true or not. */
    LoudspeakerRoom saysItCancels() {
        guard.begins(true);
        return this;
    }

    /** The leader speaks, as loud as the persona: the clip begins with sound. */
    LoudspeakerRoom hears(int atMillis, AudioClip clip) {
        double[] samples = new double[clip.length()];
        Arrays.setAll(samples, i -> clip.samples()[i]);
        mix(atMillis, samples, Math.pow(10, (Loudness.TARGET - Loudness.ofSpeech(clip)) / 20));
        return this;
    }

    private void mix(int atMillis, double[] samples, double gain) {
        int at = atMillis * RATE / 1_000;
        for (int i = 0; i < samples.length && at + i < microphone.length; i++) {
            microphone[at + i] += samples[i] * gain;
        }
    }

    /** 300 ms of reverberation, of the energy of the direct sound. */
    private static double[] reverberant(AudioClip clip) {
        return REVERBERANT.computeIfAbsent(
                clip, it -> reverberant(Resampler.resample(it, RATE).samples()));
    }

    private static double[] reverberant(short[] dry) {
        Random random = new Random(5);
        double[] room = new double[RATE * 3 / 10];
        double energy = 0;
        for (int i = 40; i < room.length; i += 7) {
            room[i] = random.nextGaussian() * Math.pow(10, -3.0 * i / room.length);
            energy += room[i] * room[i];
        }
        double scale = 1 / Math.sqrt(energy);
        double[] wet = new double[dry.length + room.length];
        for (int i = 0; i < dry.length; i++) {
            wet[i] += dry[i];
            for (int j = 40; j < room.length; j += 7) {
                wet[i + j] += dry[i] * room[j] * scale;
            }
        }
        return wet;
    }

    /** @return when a voice was announced, in milliseconds */
    List<Integer> announcedBy(SileroModel model) {
        VoiceActivityDetector detector = model.open();
        SpeechSegmenter segmenter = SpeechSegmenter.standard();
        List<Integer> announced = new ArrayList<>();
        int[] sent = new int[ofPersona.size()];
        for (int at = 0; at + FRAME <= microphone.length; at += FRAME) {
            int millis = at * 1_000 / RATE;
            send(millis, sent);
            short[] frame = new short[FRAME];
            for (int i = 0; i < FRAME; i++) {
                frame[i] = (short) Math.clamp(Math.round(microphone[at + i]), Short.MIN_VALUE, Short.MAX_VALUE);
            }
            guard.hears(frame, Duration.ofMillis(millis + 20));
            for (VoiceFrame window : detector.accept(frame)) {
                segmenter
                        .accept(guard.explains(window) ? window.withoutVoice() : window)
                        .filter(VoiceActivity.Started.class::isInstance)
                        .ifPresent(_ -> announced.add(Math.toIntExact(window.end() * 1_000 / RATE)));
            }
        }
        return announced;
    }

    private void send(int millis, int[] sent) {
        for (int i = 0; i < sent.length; i++) {
            Sound sound = ofPersona.get(i);
            short[] samples = sound.clip().samples();
            int rate = sound.clip().sampleRate();
            int due = (int) Math.min(samples.length, (millis - sound.atMillis() + AHEAD_MILLIS) * (long) rate / 1_000);
            while (millis >= sound.atMillis() && sent[i] < due) {
                int end = Math.min(samples.length, sent[i] + rate / 50);
                guard.plays(Duration.ofMillis(millis), Arrays.copyOfRange(samples, sent[i], end), rate);
                sent[i] = end;
            }
        }
    }
}
