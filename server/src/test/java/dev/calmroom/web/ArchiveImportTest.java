package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.calmroom.call.CallRecording;
import dev.calmroom.judging.Graders;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Origin;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.report.GradingDesk;
import dev.calmroom.report.GradingQueue;
import dev.calmroom.report.QuietReports;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.Database;
import dev.calmroom.storage.Events;
import dev.calmroom.storage.IncomingSounds;
import dev.calmroom.storage.SessionSummary;
import dev.calmroom.storage.Store;
import dev.calmroom.transcript.Speaker;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was given out in one file comes back on another machine: calls, retakes and sound. */
class ArchiveImportTest {
    private static final Caller ANN = Caller.learner("ann");
    private static final Instant EVENING = Instant.parse("2026-11-21T20:00:00Z");

    @TempDir
    private Path folder;

    private Place old;
    private Place fresh;

    /** A server's store with what is asked of it here. */
    private record Place(Store store, AudioArchive sounds, Ownership ownership, Path folder) implements AutoCloseable {
        static Place in(Path folder) {
            Store store = Store.open(Database.inFolder(folder));
            AudioArchive sounds = new AudioArchive(folder.resolve("audio"), Duration.ofDays(10_000), Runnable::run);
            return new Place(store, sounds, new Ownership(store.sessions()), folder);
        }

        MockMvc imports() {
            ReturnedCalls returned =
                    new ReturnedCalls(store.log(), store.sessions(), desk(QuietReports.graders()), ownership);
            return MockMvcBuilders.standaloneSetup(
                            new ArchiveImportsController(new ArchiveImports(store.sessions(), returned, sounds)))
                    .setControllerAdvice(new Problems())
                    .build();
        }

        byte[] export() throws Exception {
            Graders graders = QuietReports.graders();
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.setAttribute(Caller.ATTRIBUTE, ANN);
            MockHttpServletResponse response = new MockHttpServletResponse();
            new ExportController(
                            store.sessions(),
                            store.log(),
                            QuietReports.of(
                                    store.log(), graders, new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run)),
                            desk(graders),
                            sounds,
                            ownership,
                            new ScenarioTitles(new ScenarioShelf(RunningService.prompts(), refused -> {})),
                            new WaitingRecordings(new IncomingSounds(folder.resolve("incoming"))))
                    .export(null, request, response);
            return response.getContentAsByteArray();
        }

        private GradingDesk desk(Graders graders) {
            GradingQueue none = new GradingQueue() {
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
            };
            return new GradingDesk(
                    store.log(), started -> graders.grader(started.framework()), none, longer -> {}, Clock.systemUTC());
        }

        void call(String session, Instant at, @Nullable Origin of) {
            store.log().append(session, 0, Events.retakeAt(session, at, of));
            store.log().append(session, 10, new SessionEvent.Silence(Duration.ofMillis(1_000 + session.length())));
            ownership.claim(ANN, session);
            try (CallRecording recording = sounds.begin(session)) {
                recording.write(Speaker.LEADER, Duration.ZERO, new short[16_000], 16_000);
            }
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        old = Place.in(Files.createDirectories(folder.resolve("old")));
        fresh = Place.in(Files.createDirectories(folder.resolve("fresh")));
        old.call("first", EVENING, null);
        old.call("retake", EVENING.plusSeconds(600), new Origin("first", 3));
    }

    @AfterEach
    void close() {
        old.close();
        fresh.close();
    }

    @Test
    void callsRetakesAndSoundComeBackOnAnotherMachineAndOnlyOnce() throws Exception {
        byte[] archive = old.export();
        MockMvc http = fresh.imports();

        JsonNode listed = sent(http, "/preview", archive, 200);
        assertThat(listed.path("calls").asInt()).isEqualTo(2);
        assertThat(listed.path("here").asInt()).isZero();
        assertThat(listed.path("first").asString()).isEqualTo(EVENING.toString());
        assertThat(fresh.store().sessions().all("ann")).isEmpty();

        JsonNode taken = sent(http, "", archive, 200);
        assertThat(taken.path("calls").asInt()).isEqualTo(2);
        assertThat(taken.path("sides").asInt()).isEqualTo(2);
        assertThat(taken.path("trouble")).isEmpty();

        List<SessionSummary> here = fresh.store().sessions().all("ann");
        SessionSummary retake = here.getFirst();
        SessionSummary first = here.getLast();
        assertThat(retake.forkedFrom()).isEqualTo(new Origin(first.id(), 3));
        assertThat(first.id()).isNotEqualTo("first");
        assertThat(words(fresh, first.id())).isEqualTo(words(old, "first"));
        Path sound = fresh.sounds().find(first.id(), Speaker.LEADER).orElseThrow();
        assertThat(sound)
                .hasSameBinaryContentAs(
                        old.sounds().find("first", Speaker.LEADER).orElseThrow());
        assertThat(fresh.sounds().waveform(first.id(), Speaker.LEADER, 100).length())
                .isBetween(Duration.ofMillis(950), Duration.ofMillis(1_100));
        assertThat(Files.getLastModifiedTime(sound.getParent()).toInstant())
                .as("kept for its days from the call on")
                .isEqualTo(EVENING);

        assertThat(sent(http, "", archive, 200).path("calls").asInt()).isZero();
        assertThat(fresh.store().sessions().all("ann")).hasSize(2);
        assertThat(sent(old.imports(), "/preview", archive, 200).path("here").asInt())
                .isEqualTo(2);
    }

    @Test
    void whatIsNoneOfOursIsRefusedAndWhatBreaksOffIsTold() throws Exception {
        byte[] archive = old.export();
        MockMvc http = fresh.imports();

        assertThat(sent(http, "", "no archive at all".getBytes(StandardCharsets.UTF_8), 422)
                        .path("detail")
                        .asString())
                .contains("is no export of past calls");
        assertThat(fresh.store().sessions().all(null)).isEmpty();

        JsonNode part = sent(http, "", Arrays.copyOf(archive, archive.length * 2 / 5), 200);
        assertThat(part.path("calls").asInt()).isLessThan(2);
        assertThat(part.path("trouble").size()).isEqualTo(1);
        assertThat(sent(http, "", archive, 200).path("trouble")).isEmpty();
        assertThat(fresh.store().sessions().all("ann")).hasSize(2);
    }

    @Test
    void anArchiveThatIsBrokenInItsListIsRefusedWithThatReason() throws Exception {
        byte[] archive = old.export();
        byte[] damaged = archive.clone();
        Arrays.fill(damaged, 45, 60, (byte) 0xff);

        for (byte[] broken : List.of(Arrays.copyOf(archive, 60), damaged)) {
            for (String path : List.of("/preview", "")) {
                assertThat(sent(fresh.imports(), path, broken, 422)
                                .path("detail")
                                .asString())
                        .contains("it is damaged, or breaks off");
            }
        }
        assertThat(fresh.store().sessions().all(null)).isEmpty();
    }

    @Test
    void anArchiveThatIsBroughtInAtTwoServersAtOnceIsThereOnce() throws Exception {
        byte[] archive = old.export();
        List<MockMvc> servers = List.of(fresh.imports(), fresh.imports());
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> taken = new ArrayList<>();
            for (MockMvc server : servers) {
                taken.add(both.submit(
                        () -> sent(server, "", archive, 200).path("calls").asInt()));
            }
            assertThat(taken.get(0).get() + taken.get(1).get()).isEqualTo(2);
        }
        assertThat(fresh.store().sessions().all("ann")).hasSize(2);
    }

    private static List<SessionEvent> words(Place place, String session) {
        return place.store().log().read(session, 0).stream()
                .skip(1)
                .map(LoggedEvent::event)
                .toList();
    }

    private static JsonNode sent(MockMvc http, String path, byte[] body, int status) throws Exception {
        byte[] answer = http.perform(post("/api/imports/archive" + path)
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .requestAttr(Caller.ATTRIBUTE, ANN)
                        .content(body))
                .andExpect(status().is(status))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        return JsonMapper.builder().build().readTree(answer);
    }
}
