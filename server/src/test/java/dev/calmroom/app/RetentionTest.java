package dev.calmroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.call.CallRecording;
import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.Database;
import dev.calmroom.storage.Events;
import dev.calmroom.storage.SessionSummary;
import dev.calmroom.storage.Store;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.web.Deletion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept for long enough goes, whole, and only that. */
class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

    @TempDir
    private Path data;

    private Store store;
    private AudioArchive archive;
    private final List<String> forgotten = new ArrayList<>();
    private final List<String> remembered = new ArrayList<>();

    @BeforeEach
    void open() {
        store = Store.open(Database.inFolder(data));
        archive = new AudioArchive(data.resolve("audio"), Duration.ofDays(10_000), Runnable::run);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Retention retention(Duration callsFor) {
        return new Retention(
                store.sessions(),
                new Deletion(remembered::add, store.sessions(), archive, forgotten::add),
                archive,
                callsFor,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void callsGoAfterTheirDaysWithWordsAndSoundAndThoseUnderWayStay() {
        call("old", Duration.ofDays(31));
        call("under-way", Duration.ofDays(31));
        store.leases().begin("under-way", "a token", () -> {});
        call("new", Duration.ofDays(29));

        retention(Duration.ofDays(30)).run();

        assertThat(store.sessions().latest(10, 0))
                .extracting(SessionSummary::id)
                .containsExactlyInAnyOrder("new", "under-way");
        assertThat(store.log().read("old", 0)).isEmpty();
        assertThat(archive.find("old", Speaker.LEADER)).isEmpty();
        assertThat(archive.find("new", Speaker.LEADER)).isPresent();
        assertThat(data.resolve("audio/old")).doesNotExist();
        assertThat(forgotten).containsExactly("old");
    }

    @Test
    void moreThanFitIntoOneLookGoInOneRun() {
        for (int i = 0; i < 101; i++) {
            start("old-" + i, Duration.ofDays(2));
        }
        retention(Duration.ofDays(1)).run();
        assertThat(store.sessions().latest(10, 0)).isEmpty();
    }

    @Test
    void withoutASettingNothingGoes() {
        call("old", Duration.ofDays(4_000));
        retention(Duration.ZERO).run();
        assertThat(store.sessions().latest(10, 0)).hasSize(1);
    }

    /** The next look, an hour later, comes whatever became of this one. */
    @Test
    void aDatabaseThatIsAwayEndsNoSchedule() {
        store.close();
        assertThatCode(retention(Duration.ofDays(1))::run).doesNotThrowAnyException();
    }

    /** As on a disk that lets something be read and not be deleted. */
    @Test
    void soundThatCannotBeDeletedIsLeftToAJobAndTheRestIsGone() throws IOException {
        call("old", Duration.ofDays(31));
        call("older", Duration.ofDays(32));
        Path stuck = Files.createDirectories(data.resolve("audio/old/stuck/in-it"));

        retention(Duration.ofDays(30)).run();

        assertThat(store.sessions().latest(10, 0)).isEmpty();
        assertThat(data.resolve("audio/older")).doesNotExist();
        assertThat(remembered).containsExactly("old");
        Deletion again = new Deletion(remembered::add, store.sessions(), archive, forgotten::add);
        assertThatThrownBy(() -> again.carryOut("old")).isInstanceOf(UncheckedIOException.class);
        Files.delete(stuck);
        Files.delete(stuck.getParent());
        again.carryOut("old");
        assertThat(data.resolve("audio/old")).doesNotExist();
    }

    private void call(String session, Duration ago) {
        start(session, ago);
        try (CallRecording recording = archive.begin(session)) {
            recording.write(Speaker.LEADER, Duration.ZERO, new short[1_600], 16_000);
        }
    }

    private void start(String session, Duration ago) {
        store.log().append(session, 0, Events.startedAt(session, NOW.minus(ago)));
    }
}
