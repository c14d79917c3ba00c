package dev.calmroom.bench;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.call.TurnTrial;
import dev.calmroom.recognition.Dictation;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.WordErrors;
import dev.calmroom.synthesis.VoiceChoice;
import dev.calmroom.turntaking.EndOfTurnDetector;
import dev.calmroom.turntaking.EndingModel;
import dev.calmroom.turntaking.PauseStatistics;
import dev.calmroom.turntaking.SileroModel;
import dev.calmroom.turntaking.TurnLexicon;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** How well leaders are heard in rooms: the same words by every voice, everywhere, by each recogniser. */
public final class RoomsBench {
    private static final int BESIDE = 4;

    private final List<SpeechRecognizer> ears;
    private final Dictation[] dictations;
    private final TurnTrial live;
    private final SileroModel voiceActivity;
    private final Map<String, Map<String, List<WordErrors>>> errors = new LinkedHashMap<>();

    private RoomsBench(List<SpeechRecognizer> ears, SileroModel voiceActivity, EndingModel endings) {
        this.ears = ears;
        this.dictations = ears.stream().map(Dictation::new).toArray(Dictation[]::new);
        this.voiceActivity = voiceActivity;
        this.live = new TurnTrial(
                ears.getFirst(), Vocabulary.NONE, EndOfTurnDetector.standard(TurnLexicon.english(), endings));
    }

    /**
     * @param words without pauses
     * @param ears the first as a call hears, where there is a voice; the others the whole recording
     * @return word errors by voice, then by surroundings, one an ear
     */
    public static Map<String, Map<String, List<WordErrors>>> run(
            List<Utterance> words,
            List<String> voices,
            VoiceChoice choice,
            List<SpeechRecognizer> ears,
            long seed,
            Runnable each) {
        try (SileroModel voiceActivity = SileroModel.load();
                EndingModel endings = EndingModel.load()) {
            RoomsBench bench = new RoomsBench(ears, voiceActivity, endings);
            List<Surroundings> places = Surroundings.all();
            Map<String, List<Recorded>> said = new LinkedHashMap<>();
            for (Talker talker : Talker.named(voices, choice)) {
                Random random = new Random(seed);
                said.put(
                        talker.name(),
                        words.stream()
                                .map(it -> Recorded.render(it, talker, random))
                                .toList());
            }
            Random random = new Random(seed);
            said.forEach((voice, clips) -> {
                for (Recorded clip : clips) {
                    for (Surroundings place : places) {
                        AudioClip heard = place.of(clip.clip(), others(said, voice, random), random);
                        bench.count(voice, place.name(), clip, heard);
                        each.run();
                    }
                }
            });
            return bench.errors;
        }
    }

    /** How many places there are. */
    public static int places() {
        return Surroundings.all().size();
    }

    private static List<AudioClip> others(Map<String, List<Recorded>> said, String voice, Random random) {
        List<Recorded> all = said.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(voice))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        List<AudioClip> others = new ArrayList<>();
        for (int i = 0; i < BESIDE && !all.isEmpty(); i++) {
            others.add(all.get(random.nextInt(all.size())).clip());
        }
        return others;
    }

    private void count(String voice, String place, Recorded said, AudioClip sound) {
        List<WordErrors> counted = errors.computeIfAbsent(voice, _ -> new LinkedHashMap<>())
                .computeIfAbsent(
                        place,
                        _ -> new ArrayList<>(
                                ears.stream().map(_ -> WordErrors.NONE).toList()));
        for (int ear = 0; ear < ears.size(); ear++) {
            String heard = ear == 0
                    ? live(sound)
                    : Objects.requireNonNull(dictations[ear])
                            .hear(sound, Vocabulary.NONE)
                            .text();
            counted.set(
                    ear,
                    counted.get(ear)
                            .plus(WordErrors.between(said.spoken().replace('-', ' '), heard.replace('-', ' '))));
        }
    }

    private String live(AudioClip sound) {
        TurnTrial.Outcome outcome = live.play(sound, PauseStatistics.UNKNOWN, voiceActivity::open);
        return outcome.pauses().isEmpty()
                ? ""
                : outcome.pauses().getLast().hearing().text();
    }
}
