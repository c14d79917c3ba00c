package dev.calmroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Wav;
import dev.calmroom.transcript.Speaker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sound that was given out comes from anybody's disk. */
class ReturnedSoundTest {
    @TempDir
    private Path folder;

    @Test
    void aWavThatIsNoneOfOursIsRefusedAndNothingOfItStays() throws IOException {
        for (byte[] foreign : List.of(
                wav(96_000),
                wav(4_000),
                wav(1),
                withChunkOf(Integer.MAX_VALUE),
                withChunkOf(-9),
                "no sound".getBytes(StandardCharsets.US_ASCII))) {
            assertThatIOException()
                    .isThrownBy(() -> takeBack("leader.wav", foreign))
                    .withMessage("is no WAV that can be read");
            assertThat(folder.resolve("audio/call")).isEmptyDirectory();
        }
        takeBack("leader.wav", wav(16_000));
        assertThat(folder.resolve("audio/call/leader.opus")).isNotEmptyFile();
    }

    @Test
    void whatIsLargerThanAnyCallIsRefusedBeforeItIsOnTheDisk() throws IOException {
        KeptSide side = new KeptSide(folder, Speaker.PERSONA);
        int most = wav(16_000).length;
        for (String name : List.of("persona.wav", "persona.opus")) {
            byte[] larger = Arrays.copyOf(wav(16_000), most + 1);
            assertThatIOException()
                    .isThrownBy(() -> side.takeBack(name, new ByteArrayInputStream(larger), most))
                    .withMessageContaining("is larger than a day of sound");
            assertThat(folder).isEmptyDirectory();
        }
        side.takeBack("persona.wav", new ByteArrayInputStream(wav(16_000)), most);
        assertThat(side.opus()).isNotEmptyFile();
        assertThat(KeptSide.MOST_BYTES).isEqualTo(86_400L * 24_000 * 2);
    }

    private void takeBack(String name, byte[] sound) throws IOException {
        AudioArchive archive = new AudioArchive(folder.resolve("audio"), Duration.ofDays(30), Runnable::run);
        archive.takeBack("call", Speaker.LEADER, name, new ByteArrayInputStream(sound), Instant.EPOCH);
    }

    private static byte[] wav(int rate) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Wav.write(new AudioClip(new short[16_000], 16_000), out);
        byte[] wav = out.toByteArray();
        ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(24, rate);
        return wav;
    }

    /** Another chunk stands where that of the samples is expected. */
    private static byte[] withChunkOf(int size) throws IOException {
        byte[] wav = wav(16_000);
        ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(40, size).put(36, (byte) 'x');
        return wav;
    }
}
