package dev.calmroom.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.OpusReader;
import dev.calmroom.audio.Wav;
import dev.calmroom.call.CallRecording;
import dev.calmroom.transcript.Speaker;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressedSoundTest {
    private static final int RATE = 16_000;
    private static final Duration DAYS = Duration.ofDays(30);

    @TempDir
    private Path folder;

    private AudioArchive archive() {
        return new AudioArchive(folder, DAYS, Runnable::run);
    }

    /** Two seconds of a tone behind a second in which nobody speaks. */
    private void record(AudioArchive archive, Speaker side, int rate) {
        try (CallRecording recording = archive.begin("call")) {
            short[] tone = tone(2, rate);
            for (int at = 0; at < tone.length; at += rate / 50) {
                short[] frame = java.util.Arrays.copyOfRange(tone, at, at + rate / 50);
                recording.write(side, Duration.ofMillis(1_000 + at * 1_000L / rate), frame, rate);
            }
        }
    }

    private static short[] tone(int seconds, int rate) {
        short[] tone = new short[seconds * rate];
        for (int i = 0; i < tone.length; i++) {
            tone[i] = (short) (8_000 * Math.sin(2 * Math.PI * 220 * i / rate));
        }
        return tone;
    }

    @Test
    void whenACallIsOverItsSoundIsOpusOfTheSameLengthAndATenthOfTheSize() throws IOException {
        for (int rate : List.of(16_000, 22_050, 24_000)) {
            record(archive(), Speaker.PERSONA, rate);
            Path kept = archive().find("call", Speaker.PERSONA).orElseThrow();

            assertThat(kept).hasFileName("persona.opus");
            assertThat(Files.size(kept)).isLessThan(3L * 2 * rate / 9);
            int decoded = rate == RATE ? RATE : 24_000;
            assertThat(samples(kept, decoded)).isEqualTo(3 * decoded);
            archive().delete("call");
        }
    }

    private static int samples(Path file, int rate) throws IOException {
        int samples = 0;
        try (OpusReader reader = new OpusReader(new BufferedInputStream(Files.newInputStream(file)), rate)) {
            for (short[] piece = reader.read(); piece.length > 0; piece = reader.read()) {
                samples += piece.length;
            }
        }
        return samples;
    }

    @Test
    void whatIsHeardStandsWhereItStood() throws IOException {
        record(archive(), Speaker.LEADER, RATE);

        AudioClip heard = Wav.read(archive().findWav("call", Speaker.LEADER).orElseThrow());

        assertThat(heard.duration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(archive().waveform("call", Speaker.LEADER, 3).peaks()).satisfies(peaks -> {
            assertThat(peaks[0]).isLessThan(4);
            assertThat(peaks[1]).isBetween(55, 75);
            assertThat(peaks[2]).isBetween(55, 75);
        });
        // The tone as it was: no sooner, no later, no other.
        double likeness = 0;
        double power = 0;
        double said = 0;
        short[] tone = tone(2, RATE);
        for (int i = RATE / 10; i < tone.length - RATE / 10; i++) {
            likeness += (double) tone[i] * heard.samples()[RATE + i];
            power += (double) heard.samples()[RATE + i] * heard.samples()[RATE + i];
            said += (double) tone[i] * tone[i];
        }
        assertThat(likeness / Math.sqrt(power * said)).isGreaterThan(0.98);
    }

    @Test
    void thePersonasSoundSaysThatItIsSyntheticInEveryForm() throws IOException {
        record(archive(), Speaker.PERSONA, RATE);
        record(archive(), Speaker.LEADER, RATE);

        for (Path file : List.of(
                archive().find("call", Speaker.PERSONA).orElseThrow(),
                archive().findWav("call", Speaker.PERSONA).orElseThrow())) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains(KeptSide.SYNTHETIC);
        }
        assertThat(Files.readString(archive().find("call", Speaker.LEADER).orElseThrow(), StandardCharsets.ISO_8859_1))
                .doesNotContain(KeptSide.SYNTHETIC);
    }

    @Test
    void soundThatWasBroughtInDoesNotSayThatItIsSynthetic() throws IOException {
        archive().keep("call", Speaker.PERSONA, new AudioClip(tone(1, RATE), RATE));

        for (Path file : List.of(
                archive().find("call", Speaker.PERSONA).orElseThrow(),
                archive().findWav("call", Speaker.PERSONA).orElseThrow())) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("Synthetic");
        }
    }

    @Test
    void aFileFromBeforeIsHeardAsItIsAndCompressedWhenItHasSettled() throws IOException {
        AudioArchive before = new AudioArchive(folder, DAYS, task -> {});
        record(before, Speaker.LEADER, RATE);
        assertThat(archive().find("call", Speaker.LEADER).orElseThrow()).hasFileName("leader.wav");
        Instant called = Files.getLastModifiedTime(folder.resolve("call")).toInstant();

        archive().tend(Instant.now());
        assertThat(archive().find("call", Speaker.LEADER).orElseThrow()).hasFileName("leader.wav");
        archive().tend(Instant.now().plus(Duration.ofHours(2)));
        assertThat(archive().find("call", Speaker.LEADER).orElseThrow()).hasFileName("leader.opus");
        archive().tend(Instant.now().plus(Duration.ofHours(2)));

        assertThat(folder.resolve("call/leader.wav")).doesNotExist();
        // Kept for its days from the call on.
        assertThat(Files.getLastModifiedTime(folder.resolve("call")).toInstant())
                .isEqualTo(called);
    }

    @Test
    void aCallThatIsGoneOnWithGoesOnInItsSound() throws IOException {
        record(archive(), Speaker.LEADER, RATE);
        archive().tend(Instant.now().plus(Duration.ofHours(2)));
        assertThat(folder.resolve("call/leader.wav")).doesNotExist();

        try (CallRecording again = archive().begin("call")) {
            again.write(Speaker.LEADER, Duration.ofSeconds(3), tone(1, RATE), RATE);
        }

        assertThat(samples(archive().find("call", Speaker.LEADER).orElseThrow(), RATE))
                .isEqualTo(4 * RATE);
        assertThat(archive().waveform("call", Speaker.LEADER, 4).peaks()[3]).isGreaterThan(50);
    }

    @Test
    void whatAnotherServerRecordedMeanwhileIsNotLost() throws IOException {
        record(archive(), Speaker.LEADER, RATE);
        AudioArchive other = new AudioArchive(folder, DAYS, task -> {});
        Path packed = folder.resolve("call/leader.opus");
        byte[] early = Files.readAllBytes(packed);
        try (CallRecording goesOn = other.begin("call")) {
            goesOn.write(Speaker.LEADER, Duration.ofSeconds(3), tone(1, RATE), RATE);
        }
        Files.write(packed, early);

        archive().tend(Instant.now().plus(Duration.ofHours(2)));

        assertThat(samples(archive().find("call", Speaker.LEADER).orElseThrow(), RATE))
                .isEqualTo(4 * RATE);
    }

    @Test
    void soundIsForgottenAfterItsDaysInEveryForm() throws IOException {
        record(archive(), Speaker.PERSONA, RATE);
        archive().findWav("call", Speaker.PERSONA);
        Files.setLastModifiedTime(
                folder.resolve("call"), FileTime.from(Instant.now().minus(Duration.ofDays(31))));

        archive().tend(Instant.now());

        assertThat(folder).isEmptyDirectory();
    }
}
