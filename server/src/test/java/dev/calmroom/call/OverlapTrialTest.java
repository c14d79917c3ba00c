package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Wav;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.recognition.Vocabulary;
import dev.calmroom.recognition.VoskRecognizer;
import dev.calmroom.turntaking.EndOfTurnDecision;
import dev.calmroom.turntaking.OverlappingWords;
import dev.calmroom.turntaking.PauseStatistics;
import dev.calmroom.turntaking.SileroModel;
import dev.calmroom.turntaking.TurnLexicon;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Words and loudspeakers played into a persona's speech, with the real ears. */
@Tag("audio")
class OverlapTrialTest {
    private static final OverlappingWords WORDS = new OverlappingWords(TurnLexicon.english());
    private static VoskRecognizer recognizer;
    private static SileroModel voiceActivity;

    @BeforeAll
    static void load() {
        recognizer = VoskRecognizer.load(ModelCache.standard(System.getenv()), 2);
        voiceActivity = SileroModel.load();
    }

    @AfterAll
    static void close() {
        recognizer.close();
        voiceActivity.close();
    }

    private static VirtualCall.Ears ears() {
        return new VirtualCall.Ears(
                recognizer,
                Vocabulary.NONE,
                voiceActivity.open(),
                hearing -> new EndOfTurnDecision(Duration.ofMillis(300), null, List.of()),
                PauseStatistics.UNKNOWN);
    }

    private static AudioClip speech() throws IOException {
        return Wav.read(Path.of("src/test/resources/speech/slt-2.wav"));
    }

    @Test
    void aSentenceTakesTheFloorAndIsATurn() throws IOException {
        OverlapTrial.Outcome outcome = new OverlapTrial(OverlapTrialTest::ears, WORDS::takesFloor).play(speech());
        assertThat(outcome.held()).isTrue();
        assertThat(outcome.tookFloor()).isNotNull();
        assertThat(outcome.heard()).isNotBlank();
    }

    @Test
    void aLineOnWhichNobodySpeaksLeavesThePersonaAlone() {
        short[] noise = new short[32_000];
        Random random = new Random(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (random.nextInt(33) - 16);
        }
        OverlapTrial.Outcome outcome = new OverlapTrial(OverlapTrialTest::ears, WORDS::takesFloor)
                .play(new AudioClip(noise, AudioClip.SPEECH_RATE));
        assertThat(outcome).isEqualTo(new OverlapTrial.Outcome(null, false, ""));
    }

    @Test
    void aPersonaWhoseVoiceComesBackSpeaksToItsEnd() throws IOException {
        EchoTrial.Persona persona = new EchoTrial.Persona("", speech());
        EchoTrial.Room halfAsLoud = (played, spoken) -> {
            for (int i = 0; i < spoken.length; i++) {
                spoken[i] += (short) (played[i] / 2);
            }
        };
        EchoTrial.Outcome outcome = new EchoTrial(OverlapTrialTest::ears, WORDS::takesFloor)
                .play(persona, EchoTrial.Leader.SILENT, halfAsLoud);
        assertThat(outcome.stopped()).isNull();
        assertThat(outcome.heard()).isEmpty();
    }
}
