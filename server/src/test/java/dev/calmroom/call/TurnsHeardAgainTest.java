package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.log.Medium;
import dev.calmroom.log.SessionEvent.HeardAgain;
import dev.calmroom.log.SessionEvent.LeaderSpoke;
import dev.calmroom.recognition.RecognitionException;
import dev.calmroom.recognition.SecondHearing;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Word;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A leader whose sound counts its own milliseconds, and a second recogniser that answers what it is told to. */
class TurnsHeardAgainTest {
    private static final int FRAME = AudioClip.SPEECH_RATE / 50;

    private final Ears ears = new Ears();
    private final TurnsHeardAgain turns = new TurnsHeardAgain(CallRecording.NONE, ears, Vocabulary.NONE);

    /** From 0 to there, every sample the number of its millisecond. */
    private void speak(Duration until) {
        for (long at = 0; at < AudioClip.samples(until, AudioClip.SPEECH_RATE); at += FRAME) {
            short[] samples = new short[FRAME];
            for (int i = 0; i < FRAME; i++) {
                samples[i] = (short) ((at + i) / 16);
            }
            turns.write(Speaker.LEADER, AudioClip.duration(at, AudioClip.SPEECH_RATE), samples, AudioClip.SPEECH_RATE);
        }
    }

    private static LeaderSpoke spoke(int turn, String text, int fromMillis, int toMillis) {
        return new LeaderSpoke(
                turn,
                text,
                List.of(new Word(text, Duration.ofMillis(fromMillis), Duration.ofMillis(toMillis), 0.8)),
                Medium.VOICE);
    }

    private List<HeardAgain> answered(String answer) {
        ears.answers.add(answer);
        speak(Duration.ofSeconds(6));
        turns.kept(spoke(2, "kan it's me", 2_000, 5_000));
        return turns.heard();
    }

    @Test
    void aTurnIsHeardWithALittleAroundItAndItsOtherWordsAreTold() {
        List<HeardAgain> heard = answered("Can it be me?");

        assertThat(heard).containsExactly(new HeardAgain(2, "Can it be me?", "ears"));
        AudioClip turn = ears.heard.getFirst();
        assertThat(turn.duration()).isEqualTo(Duration.ofMillis(3_600));
        assertThat(turn.samples()[0]).isEqualTo((short) 1_700);
        assertThat(turn.samples()[turn.length() - 1]).isEqualTo((short) 5_299);
    }

    @Test
    void soundThatNeverCameIsSilence() {
        ears.answers.add("Yes.");
        speak(Duration.ofSeconds(1));
        turns.kept(spoke(2, "yeah", 200, 2_000));

        assertThat(turns.heard()).hasSize(1);
        AudioClip turn = ears.heard.getFirst();
        assertThat(turn.samples()[AudioClip.SPEECH_RATE * 100 / 1000]).isZero();
        assertThat(turn.samples()[turn.length() - 1]).isZero();
    }

    @Test
    void theSameWordsWithOtherMarksAreNothingToTell() {
        assertThat(answered("Kan, it's me!")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[BLANK_AUDIO]", "(wind blowing)", " * sighs * ", "♪ ♪", "…"})
    void whatHoldsNoWordsTakesNoneAway(String answer) {
        assertThat(answered(answer)).isEmpty();
    }

    @Test
    void whatNobodyCanHaveSaidInThatTimeIsNotTaken() {
        assertThat(answered("one two three four five six seven ".repeat(5))).isEmpty();
    }

    @Test
    void aRecogniserThatIsStuckIsNotTaken() {
        assertThat(answered("I want to go. I want to go. I want to go. I want to go. Yes."))
                .isEmpty();
    }

    @Test
    void whoeverSaysSomethingTwiceIsNotStuck() {
        assertThat(answered("Tell me the worst. Tell me the worst of both.")).hasSize(1);
    }

    @Test
    void typedTurnsHaveNoSoundToHear() {
        turns.kept(new LeaderSpoke(2, "typed", List.of(), Medium.TYPED));

        assertThat(turns.heard()).isEmpty();
        assertThat(ears.heard).isEmpty();
    }

    @Test
    void oneThatFailsLeavesTheTurnAsItWasAndTheNextIsHeard() {
        speak(Duration.ofSeconds(6));
        ears.answers.add(Ears.FAILS);
        ears.answers.add("Fine.");
        turns.kept(spoke(2, "pine", 1_000, 2_000));
        turns.kept(spoke(4, "vine", 3_000, 4_000));

        assertThat(turns.heard()).containsExactly(new HeardAgain(4, "Fine.", "ears"));
    }

    @Test
    void oneThatFailsThriceIsLeftAloneForTheCall() {
        speak(Duration.ofSeconds(6));
        for (int turn = 2; turn <= 12; turn += 2) {
            ears.answers.add(Ears.FAILS);
            turns.kept(spoke(turn, "pine", 1_000, 2_000));
        }

        assertThat(turns.heard()).isEmpty();
        assertThat(ears.heard).hasSize(3);
    }

    private static final class Ears implements SecondHearing {
        private static final String FAILS = "\0";
        private final Deque<String> answers = new ArrayDeque<>();
        private final List<AudioClip> heard = new CopyOnWriteArrayList<>();

        @Override
        public String name() {
            return "ears";
        }

        @Override
        public String hear(AudioClip turn, Vocabulary vocabulary) {
            heard.add(turn);
            String answer = answers.removeFirst();
            if (answer.equals(FAILS)) {
                throw new RecognitionException("no answer");
            }
            return answer;
        }

        @Override
        public void close() {}
    }
}
