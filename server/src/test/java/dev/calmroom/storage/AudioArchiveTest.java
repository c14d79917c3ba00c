package dev.calmroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.audio.Wav;
import dev.calmroom.call.CallRecording;
import dev.calmroom.transcript.Speaker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioArchiveTest {
    private static final int RATE = 16_000;
    private static final short[] FRAME = frame((short) 1_000);

    @TempDir
    private Path folder;

    private AudioArchive archive() {
        return packing(task -> {});
    }

    /** @param background where recordings are compressed; nowhere, for what is said of them before that */
    private AudioArchive packing(Executor background) {
        return new AudioArchive(folder, Duration.ofDays(30), background);
    }

    @Test
    void eachSideIsAWavFileInSessionTime() throws IOException {
        try (CallRecording recording = archive().begin("call")) {
            recording.write(Speaker.LEADER, Duration.ofSeconds(2), FRAME, RATE);
            recording.write(Speaker.LEADER, Duration.ofMillis(2_020), FRAME, RATE);
            recording.write(Speaker.PERSONA, Duration.ofMillis(500), FRAME, 22_050);
        }

        AudioClip leader = Wav.read(archive().find("call", Speaker.LEADER).orElseThrow());
        assertThat(leader.sampleRate()).isEqualTo(RATE);
        assertThat(leader.duration()).isEqualTo(Duration.ofMillis(2_040));
        assertThat(leader.samples()[2 * RATE - 1]).isZero();
        assertThat(leader.samples()[2 * RATE]).isEqualTo((short) 1_000);
        AudioClip persona = Wav.read(archive().find("call", Speaker.PERSONA).orElseThrow());
        assertThat(persona.sampleRate()).isEqualTo(22_050);
    }

    @Test
    void thePersonasSoundSaysThatItIsSyntheticAndTheLeadersSaysNothing() throws IOException {
        try (CallRecording recording = archive().begin("call")) {
            recording.write(Speaker.LEADER, Duration.ZERO, FRAME, RATE);
            recording.write(Speaker.PERSONA, Duration.ZERO, FRAME, RATE);
        }
        assertThat(inAscii(Speaker.PERSONA)).contains("LIST", "INFO", "ICMT", KeptSide.SYNTHETIC);
        assertThat(inAscii(Speaker.LEADER)).doesNotContain("INFO");
        assertThat(Wav.read(archive().find("call", Speaker.PERSONA).orElseThrow())
                        .samples())
                .isEqualTo(FRAME);

        // Gone on with after a crash that left its sizes wrong.
        Path file = folder.resolve("call/persona.wav");
        Files.write(file, new byte[] {7}, StandardOpenOption.APPEND);
        try (CallRecording takenOver = archive().begin("call")) {
            takenOver.write(Speaker.PERSONA, Duration.ofMillis(20), FRAME, RATE);
        }
        assertThat(Wav.read(file).length()).isEqualTo(2 * FRAME.length);
        assertThat(inAscii(Speaker.PERSONA)).contains(KeptSide.SYNTHETIC);
    }

    private String inAscii(Speaker side) throws IOException {
        return Files.readString(archive().find("call", side).orElseThrow(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void framesThatComeInBurstsStayTogether() throws IOException {
        try (CallRecording recording = archive().begin("call")) {
            for (int i = 0; i < 10; i++) {
                recording.write(Speaker.PERSONA, Duration.ofMillis(i % 3 * 60L), FRAME, RATE);
            }
        }

        short[] heard =
                Wav.read(archive().find("call", Speaker.PERSONA).orElseThrow()).samples();
        assertThat(heard).hasSize(10 * FRAME.length).doesNotContain((short) 0);
    }

    @Test
    void whatWasCutOffIsNotInIt() throws IOException {
        try (CallRecording recording = archive().begin("call")) {
            for (int i = 0; i < 20; i++) {
                recording.write(Speaker.PERSONA, Duration.ZERO, FRAME, RATE);
            }
            recording.cut(Speaker.PERSONA, Duration.ofMillis(100));
            recording.write(Speaker.PERSONA, Duration.ofSeconds(1), FRAME, RATE);
        }

        AudioClip persona = Wav.read(archive().find("call", Speaker.PERSONA).orElseThrow());
        assertThat(persona.samples()[AudioClip.SPEECH_RATE / 10 - 1]).isEqualTo((short) 1_000);
        assertThat(persona.slice(RATE / 10, RATE).samples()).containsOnly(0);
        assertThat(persona.duration()).isEqualTo(Duration.ofMillis(1_020));
    }

    @Test
    void aRecordingThatACrashLeftOpenCanBeHeard() throws IOException {
        CallRecording lost = archive().begin("call");
        lost.write(Speaker.LEADER, Duration.ZERO, FRAME, RATE);
        Path file = folder.resolve("call/leader.wav");
        Files.write(file, new byte[] {7}, StandardOpenOption.APPEND);

        AudioClip leader = Wav.read(archive().find("call", Speaker.LEADER).orElseThrow());
        assertThat(leader.samples()).isEqualTo(FRAME);

        try (CallRecording takenOver = archive().begin("call")) {
            takenOver.write(Speaker.LEADER, Duration.ofMillis(20), FRAME, RATE);
        }
        assertThat(Wav.read(file).length()).isEqualTo(2 * FRAME.length);
    }

    @Test
    void whereNothingIsToBeKeptNothingIs() {
        AudioArchive off = new AudioArchive(folder, Duration.ZERO, Runnable::run);
        try (CallRecording recording = off.begin("call")) {
            recording.write(Speaker.LEADER, Duration.ZERO, FRAME, RATE);
        }

        assertThat(folder).isEmptyDirectory();
        assertThat(off.find("call", Speaker.LEADER)).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenEndsTheRecordingAndNotTheCall() throws IOException {
        AudioArchive broken =
                new AudioArchive(Files.createFile(folder.resolve("in-the-way")), Duration.ofDays(1), Runnable::run);

        try (CallRecording recording = broken.begin("call")) {
            recording.write(Speaker.LEADER, Duration.ZERO, FRAME, RATE);
            recording.write(Speaker.LEADER, Duration.ofMillis(20), FRAME, RATE);
            recording.cut(Speaker.LEADER, Duration.ZERO);
        }
        assertThat(broken.find("call", Speaker.LEADER)).isEmpty();
    }

    @Test
    void soundIsDeletedWithItsSessionAndAfterItsDays() throws IOException {
        for (String session : new String[] {"deleted", "old", "new"}) {
            try (CallRecording recording = archive().begin(session)) {
                recording.write(Speaker.LEADER, Duration.ZERO, FRAME, RATE);
            }
        }
        Instant now = Instant.now();
        Files.setLastModifiedTime(folder.resolve("old"), FileTime.from(now.minus(Duration.ofDays(31))));

        Path anothers = Files.createFile(folder.resolve(".DS_Store"));
        Files.setLastModifiedTime(anothers, FileTime.from(now.minus(Duration.ofDays(31))));

        archive().delete("deleted");
        archive().forget(now);

        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("new", ".DS_Store");
        archive().delete("deleted");
    }

    @Test
    void aSessionIdIsNoWayOutOfTheFolder() {
        assertThatThrownBy(() -> archive().find("../../etc", Speaker.LEADER))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static short[] frame(short value) {
        short[] samples = new short[320];
        Arrays.fill(samples, value);
        return samples;
    }
}
