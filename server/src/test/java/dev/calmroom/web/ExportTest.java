package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.call.CallRecording;
import dev.calmroom.judging.Graders;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.replay.RecordedVoices.Voice;
import dev.calmroom.report.GradingDesk;
import dev.calmroom.report.GradingQueue;
import dev.calmroom.report.QuietReports;
import dev.calmroom.report.Reports;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.Database;
import dev.calmroom.storage.Events;
import dev.calmroom.storage.IncomingSounds;
import dev.calmroom.storage.Store;
import dev.calmroom.transcript.Speaker;
import dev.calmroom.transcript.Turn;
import dev.calmroom.transcript.Word;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private WaitingRecordings recordings;
    private MockMvc http;

    @BeforeEach
    void open() {
        store = Store.open(Database.inFolder(data));
        recordings = new WaitingRecordings(new IncomingSounds(data.resolve("incoming")));
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
                        new ScenarioTitles(new ScenarioShelf(prompts, refused -> {})),
                        recordings))
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
                    public void addBehind(String session, String because) {
                        add(session, because);
                    }

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
    void groupsRecordingsThatWaitAndCallsThatCouldNotBeClaimedAtOnceAreGivenOutToo() throws Exception {
        Caller cim = new Caller("cim", "Cim Wu", Set.of(), Set.of("north", "night"));
        call("of-cim", cim);
        ownership.claim(cim, "late");
        store.log().append("late", 0, Events.startedAt("late", Instant.parse("2026-11-22T20:00:00Z")));
        AudioClip second = AudioClip.silence(Duration.ofSeconds(1), AudioClip.SPEECH_RATE);
        Turn said = new Turn(
                1,
                Speaker.LEADER,
                "where do we stand",
                List.of(new Word("where", Duration.ofMillis(20), Duration.ofMillis(340), 0.9)));
        recordings.add(WaitingRecordings.of(cim), List.of(new Voice(1, second, List.of(said))));
        recordings.add(WaitingRecordings.of(ANN), List.of(new Voice(1, second, List.of(said))));

        Map<String, String> held = export("", cim);

        assertThat(held.get("calls.json")).contains("\"groups\":[\"night\",\"north\"]", "\"late\"");
        assertThat(held.get("waiting-recordings/1/heard.json")).contains("where do we stand");
        assertThat(held).containsKey("waiting-recordings/1/channel-1.opus");
        assertThat(held.keySet()).noneMatch(name -> name.startsWith("waiting-recordings/2"));
        store.sessions().handIn("of-cim", true);
        assertThat(export("?of=of-cim", TRAINER).keySet()).noneMatch(name -> name.startsWith("waiting"));
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
