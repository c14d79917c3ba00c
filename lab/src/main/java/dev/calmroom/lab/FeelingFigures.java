package dev.calmroom.lab;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.emotion.Delivery;
import dev.calmroom.lab.BlindReader.Example;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.WordErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Whether one hears how a persona feels: every line is spoken in every manner, and somebody who knows neither the line
 * nor any other clip of it says which manner it was.
 */
final class FeelingFigures {
    private final VoiceFigures voice;
    private final List<SpeechRecognizer> ears;
    private final Vocabulary vocabulary;
    private final List<Clip> clips = new ArrayList<>();

    /** @param errors one a recogniser */
    private record Clip(String line, String manner, HeardManner heard, List<WordErrors> errors) {}

    /**
     * @param right share of the clips that were told rightly
     * @param told how often each manner was taken for each, in the order of the manners
     */
    record Told(double right, int clips, Map<String, Map<String, Integer>> told) {}

    /** @param ears by whom it is heard whether the words are still understood */
    FeelingFigures(VoiceFigures voice, List<SpeechRecognizer> ears, Vocabulary vocabulary) {
        this.voice = voice;
        this.ears = List.copyOf(ears);
        this.vocabulary = vocabulary;
    }

    void add(String line, String manner, Delivery delivery) {
        AudioClip clip = voice.clip(line, BenchVoices.prosody(delivery), delivery.clausePause());
        List<WordErrors> errors = ears.stream()
                .map(ear -> VoiceFigures.errors(line, clip, ear, vocabulary))
                .toList();
        clips.add(new Clip(line, manner, HeardManner.of(clip), errors));
    }

    /** Each clip by a reader that was taught by the clips of all other lines. */
    Told tell(List<String> manners) {
        List<Clip> asked =
                clips.stream().filter(clip -> manners.contains(clip.manner())).toList();
        Map<String, Map<String, Integer>> told = new LinkedHashMap<>();
        for (String manner : manners) {
            Map<String, Integer> row = new LinkedHashMap<>();
            manners.forEach(other -> row.put(other, 0));
            told.put(manner, row);
        }
        int right = 0;
        Map<String, BlindReader> readers = new LinkedHashMap<>();
        for (Clip clip : asked) {
            BlindReader reader = readers.computeIfAbsent(clip.line(), line -> taughtWithout(line, asked));
            String read = reader.read(clip.heard().figures());
            Objects.requireNonNull(told.get(clip.manner())).merge(read, 1, Integer::sum);
            right += read.equals(clip.manner()) ? 1 : 0;
        }
        return new Told((double) right / Math.max(1, asked.size()), asked.size(), told);
    }

    private static BlindReader taughtWithout(String line, List<Clip> all) {
        return new BlindReader(all.stream()
                .filter(clip -> !clip.line().equals(line))
                .map(clip -> new Example(clip.manner(), clip.heard().figures()))
                .toList());
    }

    /** The mean of each of {@link HeardManner#NAMES} over the clips of a manner. */
    double[] mean(String manner) {
        List<Clip> own =
                clips.stream().filter(clip -> clip.manner().equals(manner)).toList();
        double[] mean = new double[HeardManner.NAMES.size()];
        own.forEach(clip -> {
            double[] figures = clip.heard().figures();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += figures[i] / own.size();
            }
        });
        return mean;
    }

    /** Word error rates of the clips of a manner, one a recogniser. */
    List<Double> errors(String manner) {
        List<Double> rates = new ArrayList<>();
        for (int ear = 0; ear < ears.size(); ear++) {
            WordErrors all = WordErrors.NONE;
            for (Clip clip : clips) {
                all = clip.manner().equals(manner) ? all.plus(clip.errors().get(ear)) : all;
            }
            rates.add(all.rate());
        }
        return rates;
    }
}
