package dev.calmroom.replay;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.audio.Resampler;
import dev.calmroom.log.CriterionResult;
import dev.calmroom.log.RecordedCall;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.Verdict;
import dev.calmroom.recognition.Dictation;
import dev.calmroom.recognition.RecognitionException;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.WordErrors;
import dev.calmroom.transcript.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/**
 * The leader's kept sound through a recogniser once more, turn by turn: what it hears now, against what was heard then and
 * what was said. Turns stay as the call divided them, so that grades can be compared.
 */
public final class HearAgain {
    /** Words begin before the recogniser says so, and end later. */
    private static final Duration MARGIN = Duration.ofMillis(300);
    /** In dBFS: a stretch in which no sample is louder holds no voice; a typed turn, or sound that was not kept. */
    private static final double STILL = -50;

    private final Dictation dictation;
    private final Vocabulary vocabulary;

    public HearAgain(SpeechRecognizer recognizer, Vocabulary vocabulary) {
        this.dictation = new Dictation(recognizer);
        this.vocabulary = vocabulary;
    }

    /**
     * One of the leader's turns.
     *
     * @param said as it was put right, or as it was heard then
     * @param corrected whether somebody has put it right, or a second recogniser heard it otherwise
     */
    public record Line(int turn, String said, boolean corrected, String then, String now) {
        public WordErrors errorsThen() {
            return WordErrors.between(said, then);
        }

        public WordErrors errorsNow() {
            return WordErrors.between(said, now);
        }
    }

    /**
     * @param silent turns of the leader's of which there is no sound: typed, or not kept
     * @param call the call as it is heard now; turns without sound as they were said
     */
    public record Heard(List<Line> lines, List<Integer> silent, List<Turn> call) {
        public Heard {
            lines = List.copyOf(lines);
            silent = List.copyOf(silent);
            call = List.copyOf(call);
        }

        public WordErrors errorsThen() {
            return lines.stream().map(Line::errorsThen).reduce(WordErrors.NONE, WordErrors::plus);
        }

        public WordErrors errorsNow() {
            return lines.stream().map(Line::errorsNow).reduce(WordErrors.NONE, WordErrors::plus);
        }
    }

    /** A criterion that is judged otherwise. */
    public record Changed(String criterion, Verdict from, Verdict to) {}

    /** @return what a grade of other words judges otherwise, in the order of the first */
    public static List<Changed> changes(Scorecard from, Scorecard to) {
        Map<String, Verdict> then =
                to.criteria().stream().collect(Collectors.toMap(CriterionResult::id, CriterionResult::verdict));
        return from.criteria().stream()
                .map(c -> new Changed(c.id(), c.verdict(), then.getOrDefault(c.id(), c.verdict())))
                .filter(changed -> changed.from() != changed.to())
                .toList();
    }

    /**
     * @param leader the leader's side from session time zero, at any rate
     * @param progress told how much is done, 0 to 1
     * @throws IllegalArgumentException when no turn says when it was spoken, or none of them is in the sound
     * @throws RecognitionException when the engine failed
     */
    public Heard hear(RecordedCall call, AudioClip leader, DoubleConsumer progress) {
        List<Turn> spoken =
                call.turns().stream().filter(t -> t.isLeader() && isTimed(t)).toList();
        if (spoken.isEmpty()) {
            throw new IllegalArgumentException(
                    "says of none of the leader's turns when its words were spoken; a session's exported events do");
        }
        AudioClip sound = Resampler.resample(leader, AudioClip.SPEECH_RATE);
        Map<Integer, String> said = call.said().stream().collect(Collectors.toMap(Turn::number, Turn::text));
        List<Line> lines = new ArrayList<>();
        Map<Integer, String> now = new HashMap<>();
        for (int i = 0; i < spoken.size(); i++) {
            Turn turn = spoken.get(i);
            AudioClip stretch = stretch(sound, spoken, i);
            if (Loudness.peak(stretch.samples()) > STILL) {
                String heard = dictation.hear(stretch, vocabulary).text();
                now.put(turn.number(), heard);
                lines.add(new Line(
                        turn.number(),
                        said.getOrDefault(turn.number(), turn.text()),
                        call.corrected().containsKey(turn.number())
                                || call.heardAgain().containsKey(turn.number()),
                        turn.text(),
                        heard));
            }
            progress.accept((i + 1.0) / spoken.size());
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(
                    "has no voice where the leader's turns are: is it the sound of this call?");
        }
        return new Heard(lines, silent(call, now), asHeard(call, now));
    }

    private static boolean isTimed(Turn turn) {
        return !turn.words().isEmpty()
                && turn.words()
                                .getLast()
                                .end()
                                .compareTo(turn.words().getFirst().start())
                        > 0;
    }

    /** A turn's sound, with a margin as far as no other turn of the leader's has it. */
    private static AudioClip stretch(AudioClip sound, List<Turn> turns, int i) {
        Duration from = turns.get(i).words().getFirst().start().minus(MARGIN);
        Duration to = turns.get(i).words().getLast().end().plus(MARGIN);
        if (i > 0) {
            from = later(from, turns.get(i - 1).words().getLast().end());
        }
        if (i + 1 < turns.size()) {
            Duration next = turns.get(i + 1).words().getFirst().start();
            to = next.compareTo(to) < 0 ? next : to;
        }
        int begin = sample(sound, from);
        return sound.slice(begin, Math.max(begin, sample(sound, to)));
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static int sample(AudioClip sound, Duration at) {
        return (int) Math.clamp(AudioClip.samples(at, sound.sampleRate()), 0L, (long) sound.length());
    }

    private static List<Integer> silent(RecordedCall call, Map<Integer, String> now) {
        return call.turns().stream()
                .filter(Turn::isLeader)
                .map(Turn::number)
                .filter(number -> !now.containsKey(number))
                .toList();
    }

    /** A turn in which nothing is heard now is one that was not made. */
    private static List<Turn> asHeard(RecordedCall call, Map<Integer, String> now) {
        return call.said().stream()
                .filter(turn -> !now.getOrDefault(turn.number(), turn.text()).isBlank())
                .map(turn -> now.containsKey(turn.number())
                        ? Turn.of(turn.number(), turn.speaker(), now.get(turn.number()))
                                .with(turn.guest())
                        : turn)
                .toList();
    }
}
