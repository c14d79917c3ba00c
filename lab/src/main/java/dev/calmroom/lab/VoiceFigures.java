package dev.calmroom.lab;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.audio.Pitch;
import dev.calmroom.audio.Resampler;
import dev.calmroom.recognition.Dictation;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.WordErrors;
import dev.calmroom.synthesis.AudioStream;
import dev.calmroom.synthesis.ClauseSplitter;
import dev.calmroom.synthesis.Prosody;
import dev.calmroom.synthesis.SpeechSynthesizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Measures one voice. */
final class VoiceFigures {
    private static final double PAUSE = -45;

    private final SpeechSynthesizer voice;

    VoiceFigures(SpeechSynthesizer voice) {
        this.voice = voice;
    }

    /**
     * @param firstAudioMs one figure a line, sorted: from asking for the first clause to its first sample
     * @param realTimeFactor time of synthesis against time of sound, all clauses
     * @param wordErrorRates of all lines together, when recognised again: one a recogniser
     * @param loudnessSpread standard deviation of the lines' loudness in dB
     */
    record Spoken(
            List<Double> firstAudioMs, double realTimeFactor, List<Double> wordErrorRates, double loudnessSpread) {
        double percentile(double share) {
            return firstAudioMs.get(
                    (int) Math.min(firstAudioMs.size() - 1, Math.round(share * (firstAudioMs.size() - 1))));
        }
    }

    /** @param pauseShare of the duration in which nothing sounds */
    record Manner(Duration duration, double medianHertz, double pauseShare) {}

    /** @param ears by whom every line is recognised again */
    Spoken speak(List<String> lines, List<SpeechRecognizer> ears, Vocabulary vocabulary) {
        List<Double> firsts = new ArrayList<>();
        List<Double> levels = new ArrayList<>();
        List<WordErrors> errors = new ArrayList<>(Collections.nCopies(ears.size(), WordErrors.NONE));
        double spent = 0;
        double sounded = 0;
        for (String line : lines) {
            long asked = System.nanoTime();
            Said said = say(line, Prosody.PLAIN, Duration.ZERO);
            spent += (System.nanoTime() - asked) / 1e9;
            sounded += said.clip().duration().toNanos() / 1e9;
            firsts.add(said.firstAfterNanos() / 1e6);
            levels.add(Loudness.ofSpeech(said.clip()));
            for (int ear = 0; ear < ears.size(); ear++) {
                errors.set(ear, errors.get(ear).plus(errors(line, said.clip(), ears.get(ear), vocabulary)));
            }
        }
        firsts.sort(Double::compare);
        return new Spoken(
                List.copyOf(firsts),
                spent / sounded,
                errors.stream().map(WordErrors::rate).toList(),
                deviation(levels));
    }

    /** Word errors of a line that is spoken in this manner and recognised again. */
    WordErrors errors(
            String line, Prosody prosody, Duration clausePause, SpeechRecognizer recognizer, Vocabulary vocabulary) {
        return errors(line, say(line, prosody, clausePause).clip(), recognizer, vocabulary);
    }

    static WordErrors errors(String line, AudioClip spoken, SpeechRecognizer recognizer, Vocabulary vocabulary) {
        String heard = new Dictation(recognizer)
                .hear(Resampler.resample(spoken, AudioClip.SPEECH_RATE), vocabulary)
                .text();
        return WordErrors.between(line.replace('-', ' '), heard.replace('-', ' '));
    }

    AudioClip clip(String line, Prosody prosody, Duration clausePause) {
        return say(line, prosody, clausePause).clip();
    }

    Manner manner(String line, Prosody prosody, Duration clausePause) {
        AudioClip clip = say(line, prosody, clausePause).clip();
        int window = clip.sampleRate() / 50;
        int windows = clip.length() / window;
        int silent = 0;
        for (int i = 0; i < windows; i++) {
            if (Loudness.rms(clip.samples(), i * window, (i + 1) * window) < PAUSE) {
                silent++;
            }
        }
        return new Manner(clip.duration(), Pitch.median(clip).orElse(0), (double) silent / windows);
    }

    private record Said(AudioClip clip, long firstAfterNanos) {}

    private Said say(String line, Prosody prosody, Duration clausePause) {
        ClauseSplitter splitter = voice.splitter();
        List<String> clauses = new ArrayList<>(splitter.accept(line));
        clauses.addAll(splitter.finish());
        List<AudioClip> clips = new ArrayList<>();
        long asked = System.nanoTime();
        long first = 0;
        String before = "";
        for (String clause : clauses) {
            if (!clips.isEmpty() && ClauseSplitter.rests(before)) {
                clips.add(AudioClip.silence(clausePause, voice.sampleRate()));
            }
            before = clause;
            try (AudioStream stream = voice.synthesize(clause.strip(), prosody)) {
                for (Optional<AudioClip> clip = stream.next(); clip.isPresent(); clip = stream.next()) {
                    first = first == 0 ? System.nanoTime() - asked : first;
                    clips.add(clip.get());
                }
            }
        }
        return new Said(AudioClip.concat(clips), first);
    }

    private static double deviation(List<Double> values) {
        double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
        double mean = Arrays.stream(all).average().orElse(0);
        return Math.sqrt(Arrays.stream(all)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }
}
