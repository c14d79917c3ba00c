package dev.calmroom.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavTest {
    private static final AudioClip CLIP =
            new AudioClip(new short[] {0, 1, -1, Short.MAX_VALUE, Short.MIN_VALUE}, 16_000);

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsReadAgain() throws IOException {
        Path file = folder.resolve("clip.wav");
        Wav.write(CLIP, file);
        assertThat(Wav.read(file)).isEqualTo(CLIP);
    }

    @Test
    void twoChannelsBecomeOne() throws IOException {
        byte[] stereo = Wav.littleEndian(new short[] {100, 300, -100, -300});
        assertThat(Wav.read(wav(stereo, new AudioFormat(8_000, 16, 2, true, false), 2), "stereo")
                        .samples())
                .containsExactly((short) 200, (short) -200);
    }

    @Test
    void bigEndianAnd8BitAreRead() throws IOException {
        byte[] eight = {(byte) 128, (byte) 255, 0};
        short[] samples = Wav.read(wav(eight, new AudioFormat(8_000, 8, 1, false, false), 3), "8 bit")
                .samples();
        assertThat(samples[0]).isZero();
        assertThat(samples[1]).isGreaterThan((short) 32_000);
        assertThat(samples[2]).isEqualTo(Short.MIN_VALUE);
    }

    @Test
    void whatIsNoSoundIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.wav"), "buy milk");
        assertThatThrownBy(() -> Wav.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("notes.wav")
                .hasMessageContaining("WAV, MP3, WebM and Ogg with Opus can be read");
    }

    @Test
    void aFileThatIsCutOffGivesWhatIsThere() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Wav.write(AudioClip.silence(java.time.Duration.ofSeconds(1), 16_000), out);
        byte[] half = java.util.Arrays.copyOf(out.toByteArray(), out.size() / 2 + 1);
        assertThat(Wav.read(new ByteArrayInputStream(half), "half").length()).isBetween(1, 16_000);
    }

    @Test
    void anEmptyFileIsAnErrorNotACrash() {
        assertThatThrownBy(() -> Wav.read(new ByteArrayInputStream(new byte[0]), "empty"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() ->
                        Wav.read(new ByteArrayInputStream("RIFF".getBytes(StandardCharsets.US_ASCII)), "header only"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void halfASampleIsRefused() {
        assertThatThrownBy(() -> Wav.samples(new byte[3], 0, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ByteArrayInputStream wav(byte[] bytes, AudioFormat format, int frames) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (AudioInputStream audio = new AudioInputStream(new ByteArrayInputStream(bytes), format, frames)) {
            AudioSystem.write(audio, AudioFileFormat.Type.WAVE, out);
        }
        return new ByteArrayInputStream(out.toByteArray());
    }
}
