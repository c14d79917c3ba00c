package dev.calmroom.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Wav;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UtteranceTest {

    @Test
    void pausesPartWhatIsSaidIntoPieces() {
        Utterance said = Utterance.parse("The board is mine, (0.6) and Kenji (1.2) go home.");

        assertThat(said.pieces()).containsExactly("The board is mine,", "and Kenji", "go home.");
        assertThat(said.pauses()).containsExactly(Duration.ofMillis(600), Duration.ofMillis(1200));
        assertThat(said.hesitates()).isTrue();
        assertThat(Utterance.parse("Go home.").hesitates()).isFalse();
    }

    @Test
    void aFileWithAPauseAtAnEndOrTooLongIsRefusedWithItsLine(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("said.txt");
        Files.writeString(file, "# a note\n\nGo home.\n(0.5) Go home.\n");
        assertThatThrownBy(() -> Utterance.read(file)).hasMessageContaining("said.txt:4: a pause stands between words");

        Files.writeString(file, "Go (12) home.\n");
        assertThatThrownBy(() -> Utterance.read(file)).hasMessageContaining("said.txt:1: a pause of 12 s");

        Files.writeString(file, "# only a note\n");
        assertThatThrownBy(() -> Utterance.read(file)).hasMessageContaining("no utterances");
    }

    @Test
    void anUtteranceAsSoundEndsWhereItsLastSampleSoundsAndPausesAsLongAsWritten() {
        Recorded said = Recorded.render(
                        List.of(Utterance.parse("Go on. (0.8) I am here.")),
                        List.of(Talker.available().getLast()),
                        1,
                        () -> {})
                .getFirst();
        Recorded fluent = Recorded.render(
                        List.of(Utterance.parse("Go on."), Utterance.parse("I am here.")),
                        List.of(Talker.available().getLast()),
                        1,
                        () -> {})
                .getFirst();

        assertThat(said.lastSound()).isEqualTo(said.clip().length() - 1);
        assertThat(said.clip().duration())
                .isGreaterThan(fluent.clip().duration().plusMillis(800));
        assertThat(said.hesitates()).isTrue();
    }

    @Test
    void aRecordingEndsWhereTheVoiceDoesAndNotWhereItsRoomFallsSilent(@TempDir Path folder) throws IOException {
        AudioClip said = Talker.available().getLast().say("I am here.");
        Random random = new Random(1);
        short[] samples = new short[AudioClip.SPEECH_RATE / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (random.nextGaussian() * 200); // -44 dBFS
        }
        AudioClip room = new AudioClip(samples, AudioClip.SPEECH_RATE);
        Wav.write(AudioClip.concat(List.of(said, room)), folder.resolve("leader.wav"));

        Recorded recording = Recorded.people(folder).getFirst();

        Duration after = AudioClip.duration(recording.clip().length() - recording.lastSound(), AudioClip.SPEECH_RATE);
        assertThat(after).isCloseTo(room.duration(), Duration.ofMillis(100));
        assertThat(said.duration()
                        .plus(room.duration())
                        .minus(recording.clip().duration())
                        .abs())
                .isLessThan(Duration.ofMillis(100));
    }
}
