package dev.calmroom.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.call.VirtualCall;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.synthesis.AudioStream;
import dev.calmroom.synthesis.FreeTtsSynthesizer;
import dev.calmroom.synthesis.Prosody;
import dev.calmroom.transcript.Turn;
import dev.calmroom.turntaking.EndOfTurnDetector;
import dev.calmroom.turntaking.EndingModel;
import dev.calmroom.turntaking.PauseStatistics;
import dev.calmroom.turntaking.SileroModel;
import dev.calmroom.turntaking.TurnLexicon;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A leader's turns from the sound of the voice. */
@Tag("slow")
@Tag("audio")
class SpokenCallTest {
    private static FreeTtsSynthesizer voice;
    private static VoskRecognizer recognizer;
    private static SileroModel activity;
    private static EndingModel endings;

    @BeforeAll
    static void load() {
        voice = FreeTtsSynthesizer.load();
        recognizer = VoskRecognizer.load(ModelCache.standard(System.getenv()), 1);
        activity = SileroModel.load();
        endings = EndingModel.load();
    }

    @AfterAll
    static void close() {
        endings.close();
        activity.close();
        recognizer.close();
        voice.close();
    }

    private static List<String> heard(AudioClip... clips) {
        return SpokenCall.hear(AudioClip.concat(List.of(clips)), ears()).turns().stream()
                .map(Turn::text)
                .toList();
    }

    private static VirtualCall.Ears ears() {
        return new VirtualCall.Ears(
                recognizer,
                Vocabulary.of(List.of("rollback")),
                activity.open(),
                EndOfTurnDetector.standard(TurnLexicon.english(), endings)::decide,
                PauseStatistics.UNKNOWN);
    }

    private static AudioClip say(String text) {
        List<AudioClip> parts = new ArrayList<>();
        try (AudioStream stream = voice.synthesize(text, new Prosody(0.9, 1.2, 1, 1))) {
            for (Optional<AudioClip> part = stream.next(); part.isPresent(); part = stream.next()) {
                parts.add(part.get());
            }
        }
        return AudioClip.concat(parts);
    }

    private static AudioClip silence(long millis) {
        return AudioClip.silence(Duration.ofMillis(millis), AudioClip.SPEECH_RATE);
    }

    @Test
    void aLongPauseEndsATurnAndAPauseAfterAnOpenWordDoesNot() {
        List<String> turns = heard(
                silence(500),
                say("How are you holding up?"),
                silence(3_000),
                say("We will do the fix, and"),
                silence(700),
                say("I will call the board."),
                silence(1_500));

        assertThat(turns).hasSize(2);
        assertThat(turns.getFirst()).contains("are you holding up");
        assertThat(turns.getLast()).contains("fix").contains("board");
    }

    @Test
    void whatEndsInMidSentenceIsATurnAllTheSame() {
        assertThat(heard(say("What is the worst case of the rollback?")))
                .singleElement()
                .asString()
                .contains("worst case");
    }

    @Test
    void progressIsToldOfWhatIsHeardUpToTheWhole() {
        List<Double> told = new ArrayList<>();

        SpokenCall.lines(silence(8_000), ears(), told::add);

        assertThat(told).containsExactly(5.0 / 8, 1.0);
    }

    @Test
    void silenceIsNoCall() {
        assertThatThrownBy(() -> heard(silence(4_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no word");
    }
}
