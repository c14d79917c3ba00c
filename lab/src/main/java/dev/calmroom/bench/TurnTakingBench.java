package dev.calmroom.bench;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.call.TurnTrial;
import dev.calmroom.call.TurnTrial.Pause;
import dev.calmroom.conversation.CallRules;
import dev.calmroom.recognition.Dictation;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.WordErrors;
import dev.calmroom.turntaking.EndOfTurnDetector;
import dev.calmroom.turntaking.EndingModel;
import dev.calmroom.turntaking.PauseStatistics;
import dev.calmroom.turntaking.SileroModel;
import dev.calmroom.turntaking.TurnLexicon;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What deciding sooner or later would cost: for each utterance the silences in it and after it, with what was decided,
 * so that every other patience can be computed from one run.
 */
public final class TurnTakingBench {
    /** Silence after which a plain timer, the usual way, would answer; milliseconds. */
    private static final int[] TIMERS = {200, 300, 400, 500, 600, 700, 800, 1000, 1200, 1500};

    private static final double[] SCALES = {0.25, 0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2};

    /** Nothing is decided before the final words are there: asked for, and some 50 ms later, the median in calls. */
    private static final Duration EARLIEST =
            CallRules.STANDARD.listening().segmentAfter().plusMillis(50);

    private final List<Turn> turns = new ArrayList<>();

    /** @param late milliseconds from the true end of speech to where voice activity saw it */
    private record Turn(Recorded said, List<Pause> pauses, double late) {
        private List<Pause> inner() {
            return pauses.stream().filter(pause -> !pause.isEnd()).toList();
        }
    }

    /**
     * A point of the trade.
     *
     * @param cutIns share of the turns in which the speaker would have been answered before finishing
     * @param murmured share of the others in whose pauses the persona would have murmured
     * @param sound milliseconds from the true end of speech to when the persona may be heard, over turns not cut in on
     * @param word the same to when the persona may say its first word: later where it murmurs before
     */
    public record Point(String name, double cutIns, double murmured, Figures sound, Figures word) {}

    /** What is done about a silence, in milliseconds of it; the murmur infinite where there is none. */
    private record Wait(double murmur, double word) {
        double sound() {
            return Math.min(murmur, word);
        }
    }

    /** Something that was decided too soon. */
    public record CutIn(Recorded said, Pause pause) {}

    /**
     * Word errors over the utterances whose words are known.
     *
     * @param live as a call hears them: only where there is a voice, in segments
     * @param whole the same recordings recognised at a stretch, silence and all
     */
    public record Words(WordErrors live, WordErrors whole) {}

    private Words words = new Words(WordErrors.NONE, WordErrors.NONE);

    /** @throws InterruptedException when stopped */
    public static TurnTakingBench run(List<Recorded> utterances, SpeechRecognizer recognizer, Runnable each)
            throws InterruptedException {
        TurnTakingBench bench = new TurnTakingBench();
        Dictation dictation = new Dictation(recognizer);
        Map<String, PauseStatistics> speakers = new HashMap<>();
        try (SileroModel voiceActivity = SileroModel.load();
                EndingModel endings = EndingModel.load()) {
            TurnTrial trial = new TurnTrial(
                    recognizer, Vocabulary.NONE, EndOfTurnDetector.standard(TurnLexicon.english(), endings));
            for (Recorded said : utterances) {
                TurnTrial.Outcome outcome = trial.play(
                        said.clip(),
                        speakers.getOrDefault(said.talker(), PauseStatistics.UNKNOWN),
                        voiceActivity::open);
                speakers.put(said.talker(), outcome.statistics());
                bench.add(said, outcome.pauses());
                if (said.isWritten()) {
                    bench.count(
                            said,
                            outcome,
                            dictation.hear(said.clip(), Vocabulary.NONE).text());
                }
                each.run();
            }
        }
        return bench;
    }

    private void add(Recorded said, List<Pause> pauses) {
        Duration end = AudioClip.duration(said.lastSound(), AudioClip.SPEECH_RATE);
        pauses.stream()
                .filter(Pause::isEnd)
                .findFirst()
                .ifPresent(last ->
                        turns.add(new Turn(said, pauses, last.at().minus(end).toNanos() / 1e6)));
    }

    private void count(Recorded said, TurnTrial.Outcome live, String whole) {
        String heard =
                live.pauses().isEmpty() ? "" : live.pauses().getLast().hearing().text();
        words = new Words(
                words.live().plus(WordErrors.between(said.spoken(), heard)),
                words.whole().plus(WordErrors.between(said.spoken(), whole)));
    }

    public Words words() {
        return words;
    }

    public int turns() {
        return turns.size();
    }

    /** The product's decisions, sooner and later than it takes them. */
    public List<Point> scaled() {
        List<Point> points = new ArrayList<>();
        for (double scale : SCALES) {
            points.add(point("× " + scale, turn -> waits(turn, scale)));
        }
        return points;
    }

    /** What a timer without understanding would have done. */
    public List<Point> timers() {
        List<Point> points = new ArrayList<>();
        for (int timer : TIMERS) {
            points.add(point(
                    timer + " ms",
                    turn -> turn.pauses().stream()
                            .map(_ -> new Wait(Double.POSITIVE_INFINITY, timer))
                            .toList()));
        }
        return points;
    }

    public Point asBuilt() {
        return point("as built", turn -> waits(turn, 1));
    }

    private static double patience(Pause pause, double scale) {
        return Math.max(
                (double) EARLIEST.toMillis(), pause.decision().patience().toMillis() * scale);
    }

    /** For each silence of a turn; the persona does not murmur at every one. */
    private static List<Wait> waits(Turn turn, double scale) {
        List<Wait> waits = new ArrayList<>();
        double notBefore = 0;
        for (Pause pause : turn.pauses()) {
            double word = patience(pause, scale);
            Duration after = pause.decision().murmurAfter();
            double murmur = after == null ? Double.POSITIVE_INFINITY : after.toMillis() * scale;
            double at = pause.at().toMillis() + murmur;
            boolean murmurs = at >= notBefore && murmur < word;
            waits.add(new Wait(murmurs ? murmur : Double.POSITIVE_INFINITY, word));
            if (murmurs && isTooSoon(pause, murmur)) {
                notBefore = at + CallRules.STANDARD.answering().murmursApart().toMillis();
            }
        }
        return waits;
    }

    private Point point(String name, Function<Turn, List<Wait>> waiting) {
        List<Double> sounds = new ArrayList<>();
        List<Double> words = new ArrayList<>();
        int cutIns = 0;
        int murmured = 0;
        for (Turn turn : turns) {
            List<Wait> waits = waiting.apply(turn);
            if (anyTooSoon(turn, waits, Wait::word)) {
                cutIns++;
                continue;
            }
            murmured += anyTooSoon(turn, waits, Wait::murmur) ? 1 : 0;
            sounds.add(turn.late() + waits.getLast().sound());
            words.add(turn.late() + waits.getLast().word());
        }
        double all = Math.max(1, turns.size());
        return new Point(name, cutIns / all, murmured / all, Figures.of(sounds), Figures.of(words));
    }

    private static boolean anyTooSoon(Turn turn, List<Wait> waits, ToDoubleFunction<Wait> part) {
        return IntStream.range(0, waits.size())
                .anyMatch(i -> isTooSoon(turn.pauses().get(i), part.applyAsDouble(waits.get(i))));
    }

    private static boolean isTooSoon(Pause pause, double patience) {
        Duration length = pause.length();
        return length != null && length.toMillis() > patience;
    }

    public List<CutIn> cutIns() {
        return turns.stream()
                .flatMap(turn -> turn.inner().stream()
                        .filter(pause -> isTooSoon(pause, patience(pause, 1)))
                        .map(pause -> new CutIn(turn.said(), pause)))
                .toList();
    }

    /**
     * One a pause or end, parted by tabs: 1 at an end, the words that had been heard by then, doubted ones marked, and
     * for how many milliseconds the speaker was silent (at an end 0).
     */
    public List<String> places() {
        return turns.stream()
                .flatMap(turn -> turn.pauses().stream())
                .map(pause -> "%d\t%s\t%d"
                        .formatted(
                                pause.isEnd() ? 1 : 0,
                                String.join(" ", pause.hearing().withDoubts()),
                                pause.length() == null ? 0 : pause.length().toMillis()))
                .toList();
    }

    /** The turns that were waited for longest although nothing more came. */
    public List<CutIn> slowest(int most) {
        return turns.stream()
                .map(turn -> new CutIn(turn.said(), turn.pauses().getLast()))
                .sorted(java.util.Comparator.comparing(
                                (CutIn it) -> it.pause().decision().patience())
                        .reversed())
                .limit(most)
                .toList();
    }
}
