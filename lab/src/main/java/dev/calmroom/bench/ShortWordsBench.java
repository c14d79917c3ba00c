package dev.calmroom.bench;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Loudness;
import dev.calmroom.call.OverlapTrial;
import dev.calmroom.call.VirtualCall;
import dev.calmroom.conversation.CallInput;
import dev.calmroom.conversation.CallRules;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.WordErrors;
import dev.calmroom.synthesis.VoiceChoice;
import dev.calmroom.turntaking.EndOfTurnDecision;
import dev.calmroom.turntaking.EndOfTurnDetector;
import dev.calmroom.turntaking.EndingModel;
import dev.calmroom.turntaking.OverlappingWords;
import dev.calmroom.turntaking.PauseStatistics;
import dev.calmroom.turntaking.SileroModel;
import dev.calmroom.turntaking.TurnLexicon;
import dev.calmroom.turntaking.TurnSoFar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What becomes of a leader's short words, on a clock of samples: as turns, and over the persona's voice. */
public final class ShortWordsBench {
    private static final Duration BETWEEN = Duration.ofSeconds(3);
    /** Final words are there some 50 ms after they were asked for; see {@link TurnTakingBench}. */
    private static final Duration EARLIEST =
            CallRules.STANDARD.listening().segmentAfter().plusMillis(50);

    private final SpeechRecognizer recognizer;
    private final SileroModel voiceActivity;
    private final EndOfTurnDetector endOfTurn;
    private final long seed;

    /**
     * What became of a turn.
     *
     * @param heard the words of the turn that came of it; empty when none did before the next
     * @param turns how many turns came of it
     * @param sound milliseconds from the last sample that sounds to when the persona may be heard; null without a turn
     * @param word the same to its first word
     */
    public record Turn(
            String said,
            String heard,
            int turns,
            @Nullable Double sound,
            @Nullable Double word) {
        boolean answered() {
            return word != null;
        }

        boolean rightly() {
            return turns == 1 && WordErrors.between(said, heard).errors() == 0;
        }
    }

    /** What became of something said over the persona's voice. */
    public record Over(String said, boolean wantsFloor, OverlapTrial.Outcome outcome) {
        boolean rightly() {
            return wantsFloor == (outcome.tookFloor() != null);
        }
    }

    /** All that one voice said. */
    public record Spoken(String voice, List<Turn> turns, List<Over> over) {}

    private ShortWordsBench(
            SpeechRecognizer recognizer, SileroModel voiceActivity, EndOfTurnDetector endOfTurn, long seed) {
        this.recognizer = recognizer;
        this.voiceActivity = voiceActivity;
        this.endOfTurn = endOfTurn;
        this.seed = seed;
    }

    /** @param voices names of talkers, or of voices by which the persona could speak */
    public static List<Spoken> run(
            ShortWords words,
            List<String> voices,
            VoiceChoice choice,
            SpeechRecognizer recognizer,
            long seed,
            Runnable each) {
        List<Spoken> all = new ArrayList<>();
        try (SileroModel voiceActivity = SileroModel.load();
                EndingModel endings = EndingModel.load()) {
            EndOfTurnDetector endOfTurn = EndOfTurnDetector.standard(TurnLexicon.english(), endings);
            ShortWordsBench bench = new ShortWordsBench(recognizer, voiceActivity, endOfTurn, seed);
            for (Talker talker : Talker.named(voices, choice)) {
                List<Turn> turns = bench.turns(talker, words.turns(), each);
                List<Over> over = new ArrayList<>(bench.over(talker, words.backchannels(), false, each));
                over.addAll(bench.over(talker, words.floor(), true, each));
                all.add(new Spoken(talker.name(), turns, over));
            }
        }
        return all;
    }

    private VirtualCall.Ears ears(Noted noted) {
        return new VirtualCall.Ears(
                recognizer, Vocabulary.NONE, voiceActivity.open(), noted::decide, PauseStatistics.UNKNOWN);
    }

    /** One after the other in one call, so that what is lost in one may turn up in the next. */
    private List<Turn> turns(Talker talker, List<String> lines, Runnable each) {
        List<Turn> turns = new ArrayList<>();
        Random random = new Random(seed);
        Noted noted = new Noted();
        try (VirtualCall call = VirtualCall.ofLeaderAlone(ears(noted), noted)) {
            Duration at = Duration.ZERO;
            for (String line : lines) {
                Recorded said = say(talker, line, random);
                call.hear(AudioClip.concat(List.of(said.clip(), Recorded.noise(BETWEEN, random))));
                Duration end = at.plus(AudioClip.duration(said.lastSound(), AudioClip.SPEECH_RATE));
                turns.add(noted.turn(line, end));
                at = at.plus(said.clip().duration()).plus(BETWEEN);
                each.run();
            }
        }
        return turns;
    }

    private static Recorded say(Talker talker, String line, Random random) {
        Recorded said = Recorded.render(Utterance.parse(line), talker, random);
        return new Recorded(
                said.talker(), line, false, Loudness.normalise(said.clip(), Loudness.TARGET), said.lastSound());
    }

    private List<Over> over(Talker talker, List<String> lines, boolean wantFloor, Runnable each) {
        Random random = new Random(seed);
        OverlapTrial trial =
                new OverlapTrial(() -> ears(new Noted()), new OverlappingWords(TurnLexicon.english())::takesFloor);
        List<Over> over = new ArrayList<>();
        for (String line : lines) {
            over.add(new Over(
                    line, wantFloor, trial.play(say(talker, line, random).clip())));
            each.run();
        }
        return over;
    }

    /** What happened since it was asked last. */
    private final class Noted implements VirtualCall.Witness {
        private final List<String> heard = new ArrayList<>();
        private Duration silentSince = Duration.ZERO;
        private @Nullable Duration soundAt;
        private @Nullable Duration wordAt;
        private @Nullable EndOfTurnDecision decided;

        EndOfTurnDecision decide(TurnSoFar hearing) {
            decided = endOfTurn.decide(hearing);
            return decided;
        }

        @Override
        public void happened(CallInput input, Duration at) {
            if (input instanceof CallInput.VoiceEnded ended) {
                silentSince = ended.at();
            }
        }

        @Override
        public void kept(SessionEvent event, Duration at) {
            if (event instanceof SessionEvent.LeaderSpoke spoke) {
                heard.add(spoke.text());
                if (wordAt == null && decided != null) {
                    Duration murmur = decided.murmurAfter();
                    wordAt = silentSince.plus(later(decided.patience(), EARLIEST));
                    soundAt = murmur == null ? wordAt : silentSince.plus(later(murmur, EARLIEST));
                }
            }
        }

        private static Duration later(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? other : one;
        }

        Turn turn(String said, Duration end) {
            Turn turn =
                    new Turn(said, String.join(" / ", heard), heard.size(), since(end, soundAt), since(end, wordAt));
            heard.clear();
            wordAt = null;
            soundAt = null;
            return turn;
        }

        private static @Nullable Double since(Duration end, @Nullable Duration at) {
            return at == null ? null : at.minus(end).toNanos() / 1e6;
        }
    }
}
