package dev.calmroom.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two voices, one a channel, in every compressed form: each comes out on its side, at its time. */
class CompressedSoundFileTest {
    private static final Path FILES = Path.of("src/test/resources/sound");

    @ParameterizedTest
    @ValueSource(strings = {"two.mp3", "two.webm", "two.opus"})
    void eachVoiceIsOnItsChannelAtItsTime(String name) throws IOException {
        SoundFile file = SoundFile.read(FILES.resolve(name));

        assertThat(file.channels()).hasSize(2);
        AudioClip left = file.channels().getFirst();
        AudioClip right = file.channels().getLast();
        assertThat(left.sampleRate()).isEqualTo(AudioClip.SPEECH_RATE);
        assertThat(left.duration()).isBetween(Duration.ofMillis(6_550), Duration.ofMillis(6_800));
        assertThat(likeness(left, "slt-1.wav", 500)).isGreaterThan(0.85);
        assertThat(likeness(right, "rms-1.wav", 500 + 1_486 + 1_000)).isGreaterThan(0.85);
        assertThat(loudness(left, 3_500, 6_000)).isLessThan(loudness(right, 3_500, 6_000) / 20);
    }

    /** Best correlation within 100 ms: an encoder's delay is not taken off by every decoder. */
    private static double likeness(AudioClip heard, String original, int at) throws IOException {
        AudioClip said = Wav.read(Path.of("src/test/resources/speech").resolve(original));
        double best = 0;
        for (int shift = -1_600; shift <= 1_600; shift += 1) {
            int from = at * 16 + shift;
            double both = 0;
            double one = 1;
            double other = 1;
            for (int i = 0; i < said.length(); i += 3) {
                double a = said.samples()[i];
                double b = heard.samples()[Math.clamp(from + i, 0, heard.length() - 1)];
                both += a * b;
                one += a * a;
                other += b * b;
            }
            best = Math.max(best, both / Math.sqrt(one * other));
        }
        return best;
    }

    private static double loudness(AudioClip clip, int fromMs, int toMs) {
        double sum = 0;
        for (short sample : clip.slice(fromMs * 16, toMs * 16).samples()) {
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / ((toMs - fromMs) * 16));
    }

    @Test
    void aFormThatCannotBeReadIsNamedWithThoseThatCan() {
        assertThatThrownBy(() -> SoundFile.read(FILES.resolve("vorbis.webm")))
                .hasMessageContaining("VORBIS")
                .hasMessageContaining("only Opus can be read");
        assertThatThrownBy(() -> read("fLaC and so on".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("is a FLAC file")
                .hasMessageContaining("WAV, MP3, WebM and Ogg with Opus can be read");
        assertThatThrownBy(() -> read("....ftypM4A and so on".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("is an M4A or MP4 file");
        assertThatThrownBy(() -> read("what a nice day".getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("no sound file that is known");
    }

    private static SoundFile read(byte[] bytes) throws IOException {
        return SoundFile.read(new ByteArrayInputStream(bytes), "call");
    }

    @ParameterizedTest
    @CsvSource({"two.mp3,0.5", "two.webm,0.5", "two.opus,0.5", "two.mp3,0.001", "two.webm,0.01", "two.opus,0.01"})
    void aFileThatWasCutGivesWhatIsThereOrSaysWhatIsWrong(String name, double part) throws IOException {
        byte[] whole = Files.readAllBytes(FILES.resolve(name));
        try {
            assertThat(read(Arrays.copyOf(whole, (int) (part * whole.length))).channels())
                    .isNotEmpty();
        } catch (IOException e) {
            assertThat(e).hasMessageStartingWith("call: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"two.mp3", "two.webm", "two.opus"})
    void aFileThatWasSpoiltIsNeverMoreThanAnError(String name) throws IOException {
        byte[] whole = Files.readAllBytes(FILES.resolve(name));
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            byte[] spoilt = whole.clone();
            for (int i = 0; i < 1 + seed * 4; i++) {
                spoilt[12 + random.nextInt(spoilt.length - 12)] = (byte) random.nextInt();
            }
            try {
                read(spoilt);
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith("call: ");
            }
        }
    }

    @Test
    void forSpeechEverythingIsSlowAndBounded(@TempDir Path folder) throws IOException {
        Path wav = folder.resolve("fast.wav");
        Wav.write(new AudioClip(new short[48_000], 48_000), wav);

        SoundFile slow = SoundFile.forSpeech(wav, Duration.ofSeconds(2));
        assertThat(slow.channels().getFirst().sampleRate()).isEqualTo(AudioClip.SPEECH_RATE);
        assertThat(slow.channels().getFirst().duration()).isEqualTo(Duration.ofSeconds(1));
        for (String name : new String[] {"two.mp3", "two.webm", "two.opus"}) {
            assertThatThrownBy(() -> SoundFile.forSpeech(FILES.resolve(name), Duration.ofSeconds(2)))
                    .hasMessageContaining("is longer than");
        }
    }
}
