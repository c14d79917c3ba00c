package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.calmroom.call.CallRecording;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.Database;
import dev.calmroom.storage.Events;
import dev.calmroom.storage.Store;
import dev.calmroom.transcript.Speaker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class SessionsApiTest {
    @TempDir
    private Path data;

    private Store store;
    private AudioArchive archive;
    private MockMvc http;

    @BeforeEach
    void open() {
        store = Store.open(Database.inFolder(data));
        archive = new AudioArchive(data.resolve("audio"), Duration.ofDays(1), Runnable::run);
        Path prompts = Path.of(System.getProperty("calmroom.root", ".."), "prompts");
        http = MockMvcBuilders.standaloneSetup(
                        new SessionsController(
                                store.sessions(),
                                store.log(),
                                store.leases(),
                                new Deletion(session -> {}, store.sessions(), archive, session -> {}),
                                new ScenarioTitles(new ScenarioShelf(prompts, refused -> {})),
                                new Ownership(store.sessions())),
                        new SoundController(store.sessions(), store.leases(), archive))
                .setControllerAdvice(new Problems())
                .build();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void listsAttemptsNewestFirstWithWhatBecameOfThem() throws Exception {
        start("first", Instant.parse("2026-11-21T20:00:00Z"));
        end("first");
        store.log().append("first", 62_000, graded(72));
        start("second", Instant.parse("2026-11-21T21:00:00Z"));
        end("second");
        start("third", Instant.parse("2026-11-21T22:00:00Z"));

        http.perform(get("/api/sessions"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$[*].session", contains("third", "second", "first")))
                .andExpect(jsonPath("$[*].status", contains("live", "ended", "graded")))
                .andExpect(jsonPath("$[2].score").value(72))
                .andExpect(jsonPath("$[2].ending").value("He went back to the fix."))
                .andExpect(jsonPath("$[2].durationMs").value(61_000))
                .andExpect(jsonPath("$[2].startedAt").value("2026-11-21T20:00:00Z"))
                .andExpect(jsonPath("$[2].scenario").value("platform-down"))
                .andExpect(jsonPath("$[2].title").isNotEmpty())
                .andExpect(jsonPath("$[0].score").isEmpty());
        http.perform(get("/api/sessions?limit=1&offset=1")).andExpect(jsonPath("$[*].session", contains("second")));
        http.perform(get("/api/sessions?limit=0")).andExpect(status().isBadRequest());
        http.perform(get("/api/sessions?limit=many")).andExpect(status().isBadRequest());
    }

    @Test
    void aCallThatACrashCutOffIsListedAsFailed() throws Exception {
        start("lost", Instant.parse("2026-11-21T20:00:00Z"));
        close();
        open();

        http.perform(get("/api/sessions")).andExpect(jsonPath("$[0].status").value("failed"));
    }

    @Test
    void givesASessionsEventsAsTheLogHasThem() throws Exception {
        start("call", Instant.parse("2026-11-21T20:00:00Z"));
        end("call");

        http.perform(get("/api/sessions/call"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$", hasSize(2)))
                .andExpect(jsonPath("$[0].type").value("session-started"))
                .andExpect(jsonPath("$[0].sequence").value(1))
                .andExpect(jsonPath("$[1].type").value("session-ended"))
                .andExpect(jsonPath("$[1].at").value(61_000));
        http.perform(get("/api/sessions/call?after=1")).andExpect(jsonPath("$", hasSize(1)));
        http.perform(get("/api/sessions/call?after=2")).andExpect(jsonPath("$", hasSize(0)));
    }

    @Test
    void whatIsNotThereIsSaidInWords() throws Exception {
        http.perform(get("/api/sessions/nobody"))
                .andExpect(status().isNotFound())
                .andExpect(content().contentTypeCompatibleWith("application/problem+json"))
                .andExpect(jsonPath("$.title").value("Not Found"))
                .andExpect(jsonPath("$.detail", containsString("There is no such session")));
        http.perform(get("/api/sessions/nobody/audio/leader")).andExpect(status().isNotFound());
        http.perform(get("/api/sessions/..%2F..%2Fetc/audio/leader")).andExpect(status().is4xxClientError());
        http.perform(delete("/api/sessions/nobody")).andExpect(status().isNotFound());
    }

    @Test
    void aCallThatAnotherServerHasIsNeitherFailedNorDeletedHere() throws Exception {
        start("here", Instant.parse("2026-11-21T20:00:00Z"));
        try (Store other = Store.open(Database.inFolder(data))) {
            assertThat(other.leases().takeOver("token of here")).isPresent();
            store.leases().end("here");
            http.perform(get("/api/sessions")).andExpect(jsonPath("$[0].status").value("live"));
            http.perform(delete("/api/sessions/here")).andExpect(status().isConflict());
            other.leases().end("here");
        }
        http.perform(get("/api/sessions")).andExpect(jsonPath("$[0].status").value("failed"));
        http.perform(delete("/api/sessions/here")).andExpect(status().isNoContent());
    }

    @Test
    void givesTheSoundOfEitherSideWholeOrInParts() throws Exception {
        start("call", Instant.parse("2026-11-21T20:00:00Z"));
        try (CallRecording recording = archive.begin("call")) {
            recording.write(Speaker.LEADER, Duration.ZERO, new short[16_000], 16_000);
        }
        http.perform(get("/api/sessions/call/audio/leader")).andExpect(status().isConflict());
        http.perform(get("/api/sessions/call/audio"))
                .andExpect(jsonPath("$.leader").isEmpty());
        end("call");

        http.perform(get("/api/sessions/call/audio/leader"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("audio/ogg"));
        http.perform(get("/api/sessions/call/audio/leader.opus").header("Range", "bytes=0-3"))
                .andExpect(status().isPartialContent())
                .andExpect(content().string("OggS"));
        http.perform(get("/api/sessions/call/audio/leader.wav"))
                .andExpect(status().isOk())
                .andExpect(content().contentType("audio/wav"))
                .andExpect(header().longValue("Content-Length", 44 + 32_000));
        http.perform(get("/api/sessions/call/audio/leader.wav").header("Range", "bytes=0-3"))
                .andExpect(status().isPartialContent())
                .andExpect(content().string("RIFF"));
        http.perform(get("/api/sessions/call/audio/leader.mp3"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail", containsString(".wav or .opus")));
        http.perform(get("/api/sessions/call/audio"))
                .andExpect(jsonPath("$.leader.file").value("leader.opus"))
                .andExpect(jsonPath("$.leader.lengthMs").value(1_000))
                .andExpect(jsonPath("$.leader.peaks", hasSize(20)))
                .andExpect(jsonPath("$.persona").isEmpty());
        http.perform(get("/api/sessions/call/audio/persona"))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.detail", containsString("No sound was kept")));
        http.perform(get("/api/sessions/call/audio/sales")).andExpect(status().isNotFound());
    }

    @Test
    void deletesASessionWithItsSoundButNoneThatIsUnderWay() throws Exception {
        start("call", Instant.parse("2026-11-21T20:00:00Z"));
        try (CallRecording recording = archive.begin("call")) {
            recording.write(Speaker.LEADER, Duration.ZERO, new short[320], 16_000);
        }
        http.perform(delete("/api/sessions/call"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail", containsString("hang up first")));
        end("call");

        http.perform(delete("/api/sessions/call")).andExpect(status().isNoContent());

        http.perform(get("/api/sessions/call")).andExpect(status().isNotFound());
        http.perform(get("/api/sessions")).andExpect(jsonPath("$", hasSize(0)));
        assertThat(data.resolve("audio")).isEmptyDirectory();
    }

    @Test
    void aStoreThatIsAwayIsA503WithItsReason() throws Exception {
        store.close();

        http.perform(get("/api/sessions"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(jsonPath("$.detail", containsString("try this again")));
    }

    private void start(String session, Instant at) {
        store.log().append(session, 0, Events.startedAt(session, at));
        store.leases().begin(session, "token of " + session, () -> {});
    }

    private void end(String session) {
        store.log()
                .append(
                        session,
                        61_000,
                        new SessionEvent.SessionEnded(EndReason.HUNG_UP, "steadied", "He went back to the fix."));
        store.leases().end(session);
    }

    private static SessionEvent graded(int score) {
        return new SessionEvent.SessionGraded(
                new Scorecard(score, List.of(), "built-in", "steady-hand 1", "abc", 7, "the call ended"));
    }
}
