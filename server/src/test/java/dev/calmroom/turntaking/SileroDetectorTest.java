package dev.calmroom.turntaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Wav;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SileroDetectorTest {
    private static SileroModel model;

    @BeforeAll
    static void load() {
        model = SileroModel.load();
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void speechBetweenTwoSilencesHasItsTwoBorders() throws IOException {
        AudioClip words = Wav.read(Path.of("src/test/resources/speech/slt-2.wav"));
        AudioClip half = AudioClip.silence(Duration.ofMillis(500), 16_000);
        List<VoiceActivity> borders = borders(AudioClip.concat(List.of(half, words, half)));
        assertThat(borders).hasSize(2);
        assertThat(borders.getFirst()).isInstanceOf(VoiceActivity.Started.class);
        assertThat(borders.getFirst().position()).isBetween(8_000L, 8_000L + 16_000 / 4);
        assertThat(borders.getLast()).isInstanceOf(VoiceActivity.Ended.class);
        assertThat(borders.getLast().position())
                .isBetween(8_000L + words.length() - 16_000 / 4, 8_000L + words.length() + 16_000 / 5);
    }

    @Test
    void aVoiceIsNoticedAsSoonAfterALongSilenceAsAfterAShortOne() throws IOException {
        AudioClip words = Wav.read(Path.of("src/test/resources/speech/slt-2.wav"));
        assertThat(startsAfter(quietLine(10), words) - startsAfter(quietLine(1), words))
                .as("samples later")
                .isLessThanOrEqualTo(VoiceFrame.SAMPLES);
    }

    private static long startsAfter(AudioClip line, AudioClip words) {
        return borders(AudioClip.concat(List.of(line, words))).getFirst().position() - line.length();
    }

    /** Faint noise, a whole number of windows. */
    private static AudioClip quietLine(int seconds) {
        short[] line = new short[seconds * 31 * VoiceFrame.SAMPLES];
        Random random = new Random(1);
        for (int i = 0; i < line.length; i++) {
            line[i] = (short) (random.nextInt(33) - 16);
        }
        return new AudioClip(line, 16_000);
    }

    @Test
    void noiseAndSilenceAreNoSpeech() {
        short[] noise = new short[32_000];
        Random random = new Random(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (random.nextGaussian() * 300);
        }
        assertThat(borders(new AudioClip(noise, 16_000))).isEmpty();
        assertThat(borders(AudioClip.silence(Duration.ofSeconds(2), 16_000))).isEmpty();
    }

    @Test
    void theFrameLengthMakesNoDifference() throws IOException {
        short[] samples =
                Wav.read(Path.of("src/test/resources/speech/rms-2.wav")).samples();
        VoiceActivityDetector whole = model.open();
        VoiceActivityDetector pieces = model.open();
        List<VoiceFrame> byPieces = new ArrayList<>();
        for (int at = 0; at < samples.length; at += 320) {
            byPieces.addAll(pieces.accept(Arrays.copyOfRange(samples, at, Math.min(samples.length, at + 320))));
        }
        assertThat(byPieces).isEqualTo(whole.accept(samples));
        assertThat(byPieces.getLast().end()).isEqualTo(samples.length / 512 * 512L);
    }

    private static List<VoiceActivity> borders(AudioClip clip) {
        SpeechSegmenter segmenter = SpeechSegmenter.standard();
        List<VoiceActivity> borders = new ArrayList<>();
        for (VoiceFrame frame : model.open().accept(clip.samples())) {
            segmenter.accept(frame).ifPresent(borders::add);
        }
        return borders;
    }
}
