package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.calmroom.call.CallRecording;
import dev.calmroom.judging.Graders;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.report.GradingDesk;
import dev.calmroom.report.GradingQueue;
import dev.calmroom.report.QuietReports;
import dev.calmroom.report.Reports;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.Database;
import dev.calmroom.storage.Events;
import dev.calmroom.storage.Store;
import dev.calmroom.transcript.Speaker;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** All that is held about a person is given to that person, and to nobody else but a trainer. */
class ExportTest {
    private static final Caller ANN = Caller.learner("ann");
    private static final Caller BEN = Caller.learner("ben");
    private static final Caller TRAINER = Caller.trainer("trainer");

    @TempDir
    private Path data;

    private Store store;
    private AudioArchive archive;
    private Ownership ownership;
    private MockMvc http;

    @BeforeEach
    void open() {
        store = Store.open(Database.inFolder(data));
        archive = new AudioArchive(data.resolve("audio"), Duration.ofDays(10_000), Runnable::run);
        ownership = new Ownership(store.sessions());
        Path prompts = RunningService.prompts();
        Graders graders = QuietReports.graders();
        Reports reports =
                QuietReports.of(store.log(), graders, new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run));
        http = MockMvcBuilders.standaloneSetup(new ExportController(
                        store.sessions(),
                        store.log(),
                        reports,
                        desk(graders),
                        archive,
                        ownership,
                        new ScenarioTitles(new ScenarioShelf(prompts, refused -> {}))))
                .setControllerAdvice(new Problems())
                .build();
        call("first-of-ann", ANN);
        call("second-of-ann", ANN);
        call("of-ben", BEN);
    }

    private GradingDesk desk(Graders graders) {
        return new GradingDesk(
                store.log(),
                started -> graders.grader(started.framework()),
                new GradingQueue() {
                    @Override
                    public void add(String session, String because) {}

                    @Override
                    public boolean holds(String session) {
                        return false;
                    }
                },
                longer -> {},
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whoeverPractisesGetsAllOfTheirOwnAndNothingElse() throws Exception {
        Map<String, String> held = export("", ANN);

        assertThat(held.keySet())
                .containsExactly(
                        "2026-11-21-first-of-ann/events.json",
                        "2026-11-21-first-of-ann/leader.opus",
                        "2026-11-21-first-of-ann/report.json",
                        "2026-11-21-second-of-ann/events.json",
                        "2026-11-21-second-of-ann/leader.opus",
                        "2026-11-21-second-of-ann/report.json",
                        "calls.json");
        assertThat(held.get("2026-11-21-first-of-ann/events.json")).contains("a word on first-of-ann");
        assertThat(held.get("2026-11-21-first-of-ann/report.json")).contains("\"first-of-ann\"");
        assertThat(String.join("", held.values())).doesNotContain("of-ben");
    }

    @Test
    void aTrainerGetsAllOfOnePersonWhoAsksForIt() throws Exception {
        http.perform(get("/api/export?of=first-of-ann").requestAttr(Caller.ATTRIBUTE, TRAINER))
                .andExpect(status().isNotFound());
        store.sessions().handIn("first-of-ann", true);
        assertThat(export("?of=first-of-ann", TRAINER))
                .as("what is practice is given to nobody else")
                .hasSize(4);
        store.sessions().handIn("second-of-ann", true);
        assertThat(export("?of=first-of-ann", TRAINER)).hasSize(7).doesNotContainKey("2026-11-21-of-ben/events.json");
        http.perform(get("/api/export?of=of-ben").requestAttr(Caller.ATTRIBUTE, ANN))
                .andExpect(status().isNotFound());
        http.perform(get("/api/export?of=nobody").requestAttr(Caller.ATTRIBUTE, TRAINER))
                .andExpect(status().isNotFound());
    }

    @Test
    void whatIsDeletedIsNotHeldAnyMore() throws Exception {
        Deletion deletion = new Deletion(
                session -> {}, store.sessions(), archive, session -> store.log().forget(session));
        deletion.delete("first-of-ann");
        deletion.delete("second-of-ann");

        assertThat(export("", ANN)).containsOnlyKeys("calls.json").containsValue("[]");
        assertThat(store.log().read("first-of-ann", 0)).isEmpty();
        assertThat(data.resolve("audio").toFile().list()).containsExactly("of-ben");
    }

    private Map<String, String> export(String query, Caller caller) throws Exception {
        byte[] zip = http.perform(get("/api/export" + query).requestAttr(Caller.ATTRIBUTE, caller))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        Map<String, String> entries = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    private void call(String session, Caller caller) {
        store.log().append(session, 0, Events.startedAt(session, Instant.parse("2026-11-21T20:00:00Z")));
        store.log().append(session, 10, new SessionEvent.CommentLeft(1, "a word on " + session, "Mira"));
        ownership.claim(caller, session);
        try (CallRecording recording = archive.begin(session)) {
            recording.write(Speaker.LEADER, Duration.ZERO, new short[16_000], 16_000);
        }
    }
}
