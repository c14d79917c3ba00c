package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.replay.RecordedVoices.Voice;
import dev.calmroom.storage.IncomingSounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingRecordingsTest {
    @TempDir
    private Path data;

    private final List<Voice> voices =
            List.of(new Voice(1, AudioClip.silence(Duration.ofSeconds(1), AudioClip.SPEECH_RATE), List.of()));

    private Path folder() {
        return data.resolve("incoming");
    }

    private WaitingRecordings recordings() {
        return new WaitingRecordings(new IncomingSounds(folder()));
    }

    @Test
    void whatNobodyTakesIsGoneAfterAnHour() throws IOException {
        WaitingRecordings waiting = recordings();
        String token = waiting.add("import of ann", voices);
        Instant now = Instant.now();

        waiting.tend(now.plus(WaitingRecordings.KEPT).minusSeconds(60));
        assertThat(waiting.find("import of ann", token)).isPresent();
        assertThat(waiting.find("import of ben", token)).isEmpty();

        waiting.tend(now.plus(WaitingRecordings.KEPT).plusSeconds(60));
        assertThat(waiting.find("import of ann", token)).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void theFilesAreTheirOwnersOnlyAndInTheDataFolder() throws IOException {
        recordings().add("import", voices);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
                .isEqualTo("rwx------");
        assertThat(files())
                .singleElement()
                .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
    }

    @Test
    void whatAServerThatWasKilledLeftBehindGoesByItsAge() throws IOException {
        recordings().add("import", voices);
        WaitingRecordings afterwards = recordings();
        afterwards.tend(Instant.now());
        assertThat(files()).as("it may be another server's").hasSize(1);

        Files.setLastModifiedTime(
                files().getFirst(), FileTime.from(Instant.now().minus(Duration.ofHours(7))));
        afterwards.tend(Instant.now());
        assertThat(files()).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.toList();
        }
    }
}
