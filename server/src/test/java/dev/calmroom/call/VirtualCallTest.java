package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.conversation.CallRules;
import dev.calmroom.conversation.FakeRoleplay;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.recognition.Recognition;
import dev.calmroom.recognition.RecognitionException;
import dev.calmroom.recognition.RecognitionListener;
import dev.calmroom.recognition.RecognitionStream;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.transcript.Word;
import dev.calmroom.turntaking.EndOfTurnDecision;
import dev.calmroom.turntaking.PauseStatistics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call from the samples of the microphone to the log, on a clock of samples. */
class VirtualCallTest {
    private static final short VOICE = 2_000;
    private static final Duration PATIENCE = Duration.ofMillis(600);

    private final Queue<String> words = new ArrayDeque<>();
    private final List<SessionEvent> kept = new ArrayList<>();
    private final List<Duration> at = new ArrayList<>();
    private RecognitionListener listener = new NobodyListens();
    private VirtualCall call = call(FakeRoleplay.calm());

    private VirtualCall call(Roleplay roleplay) {
        return new VirtualCall(
                new VirtualCall.Ears(
                        new ScriptedRecognizer(),
                        Vocabulary.NONE,
                        new LoudnessDetector(VOICE),
                        hearing -> new EndOfTurnDecision(PATIENCE, null, List.of()),
                        PauseStatistics.UNKNOWN),
                roleplay,
                CallRules.STANDARD,
                new VirtualCall.Witness() {
                    @Override
                    public void kept(SessionEvent event, Duration moment) {
                        kept.add(event);
                        at.add(moment);
                    }
                });
    }

    @AfterEach
    void close() {
        call.close();
    }

    @Test
    void aTurnIsOverWhenTheVoiceHasBeenSilentForAsLongAsTheWordsAreWaitedFor() {
        hush(1_000);
        speak(800, "how are you holding up");
        hush(1_500);

        assertThat(leaderTurns()).containsExactly("how are you holding up");
        int turn = kept.indexOf(kept(SessionEvent.LeaderSpoke.class).getFirst());
        assertThat(at.get(turn)).isBetween(ms(1_770).plus(PATIENCE), ms(1_860).plus(PATIENCE));
        assertThat(kept(SessionEvent.PersonaSpoke.class))
                .extracting(SessionEvent.PersonaSpoke::act)
                .containsExactly("open", "answer");
    }

    @Test
    void whoGoesOnBeforeThatIsStillInTheSameTurn() {
        speak(800, "we will do the fix and");
        hush(400);
        speak(800, "i will call the board");
        hush(1_500);

        assertThat(leaderTurns()).containsExactly("we will do the fix and i will call the board");
        assertThat(call.pauses()).isNotEqualTo(PauseStatistics.UNKNOWN);
    }

    @Test
    void aNoiseWithoutAWordIsNoTurn() {
        speak(300, "");
        hush(1_500);

        assertThat(leaderTurns()).isEmpty();
    }

    @Test
    void whatIsBeingSaidWhenTheSoundEndsIsATurn() {
        speak(800, "what is the worst case");
        call.hangUp();

        assertThat(leaderTurns()).containsExactly("what is the worst case");
        assertThat(kept.getLast()).isInstanceOf(SessionEvent.SessionEnded.class);
        assertThat(call.ended()).isTrue();
    }

    @Test
    void aPersonaWhoListensOnlyLetsTheLeaderSpeakTurnAfterTurn() {
        call.close();
        kept.clear();
        call = call(SilentPersona.BEFORE_THE_CALL);
        for (String line : List.of("are you there", "hello", "i am listening")) {
            speak(800, line);
            hush(20_000);
        }
        call.hangUp();

        assertThat(leaderTurns()).containsExactly("are you there", "hello", "i am listening");
        assertThat(kept(SessionEvent.PersonaSpoke.class)).isEmpty();
    }

    @Test
    void anEngineThatFailsIsNoSilence() {
        listener.onError(new RecognitionException("the model is broken"));

        assertThatThrownBy(() -> hush(100))
                .isInstanceOf(RecognitionException.class)
                .hasMessage("the model is broken");
    }

    private List<String> leaderTurns() {
        return kept(SessionEvent.LeaderSpoke.class).stream()
                .map(SessionEvent.LeaderSpoke::text)
                .toList();
    }

    private <E extends SessionEvent> List<E> kept(Class<E> type) {
        return kept.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** @param heard what the recogniser will make of it */
    private void speak(int millis, String heard) {
        words.add(heard);
        hear(millis, VOICE);
    }

    private void hush(int millis) {
        hear(millis, (short) 3);
    }

    private void hear(int millis, short level) {
        short[] samples = new short[millis * AudioClip.SPEECH_RATE / 1_000];
        Arrays.fill(samples, level);
        call.hear(new AudioClip(samples, AudioClip.SPEECH_RATE));
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    private static final class NobodyListens implements RecognitionListener {
        @Override
        public void onPartial(String text, long upTo) {}

        @Override
        public void onError(RecognitionException error) {}
    }

    /** Makes of each segment what the script says, on a thread of its own as a real one does. */
    private final class ScriptedRecognizer implements SpeechRecognizer {
        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public RecognitionStream open(Vocabulary vocabulary, RecognitionListener told) {
            listener = told;
            return new RecognitionStream() {
                @Override
                public void accept(long position, short[] samples) {}

                @Override
                public CompletableFuture<Recognition> finish() {
                    String said = words.remove();
                    return CompletableFuture.supplyAsync(() -> recognition(said));
                }

                @Override
                public void discard() {}

                @Override
                public void close() {}
            };
        }

        private Recognition recognition(String said) {
            return said.isEmpty()
                    ? Recognition.NOTHING
                    : new Recognition(Arrays.stream(said.split(" "))
                            .map(text -> new Word(text, Duration.ZERO, Duration.ZERO, 1))
                            .toList());
        }

        @Override
        public int openStreams() {
            return 1;
        }

        @Override
        public void close() {}
    }
}
