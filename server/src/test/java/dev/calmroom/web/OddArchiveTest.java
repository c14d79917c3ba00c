package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import com.sun.management.ThreadMXBean;
import dev.calmroom.judging.Graders;
import dev.calmroom.log.EventJson;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Origin;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.log.Verdict;
import dev.calmroom.report.GradingDesk;
import dev.calmroom.report.GradingQueue;
import dev.calmroom.report.QuietReports;
import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.Database;
import dev.calmroom.storage.Events;
import dev.calmroom.storage.SessionSummary;
import dev.calmroom.storage.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Archives that nobody exported: made to be large, to name what is no call's, or to say what nobody has said. */
class OddArchiveTest {
    private static final Caller ANN = Caller.learner("ann");
    private static final Instant EVENING = Instant.parse("2026-11-21T20:00:00Z");

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private Store store;
    private MockMvc http;

    @BeforeEach
    void open() {
        store = Store.open(Database.inFolder(folder));
        Graders graders = QuietReports.graders();
        GradingQueue queue = new GradingQueue() {
            @Override
            public void add(String session, String because) {
                throw new AssertionError("hundreds of calls of an archive go before nobody's");
            }

            @Override
            public void addBehind(String session, String because) {
                asked.add(session);
            }

            @Override
            public boolean holds(String session) {
                return false;
            }
        };
        GradingDesk desk = new GradingDesk(
                store.log(), started -> graders.grader(started.framework()), queue, longer -> {}, Clock.systemUTC());
        AudioArchive sounds = new AudioArchive(folder.resolve("audio"), Duration.ofDays(10_000), Runnable::run);
        ReturnedCalls returned =
                new ReturnedCalls(store.log(), store.sessions(), desk, new Ownership(store.sessions()));
        http = MockMvcBuilders.standaloneSetup(
                        new ArchiveImportsController(new ArchiveImports(store.sessions(), returned, sounds)))
                .setControllerAdvice(new Problems())
                .build();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aCallThatBeginsTwiceLeavesNothing() throws Exception {
        JsonNode taken =
                taken(zip(start("platform-down", "steady-hand", null), start("platform-down", "steady-hand", null)));

        assertThat(taken.path("calls").asInt()).isZero();
        assertThat(taken.path("trouble").get(0).asString()).contains("is no whole session of ours");
        assertThat(store.sessions().all(null)).isEmpty();
    }

    static Stream<SessionEvent> beginningsOfNoCall() {
        return Stream.of(
                start("/root", "steady-hand", null),
                start("..", "steady-hand", null),
                start("a".repeat(101), "steady-hand", null),
                start("", "steady-hand", null),
                start("platform-down", "x\n12:00:00.000 INFO  Login somebody came in", null),
                start("platform-down", "", null),
                start("platform-down", "steady-hand", new Origin("o".repeat(65), 1)),
                start("platform-down", "steady-hand", new Origin("../other", 1)),
                start("platform-down", "steady-hand", Instant.parse("+100000-01-01T00:00:00Z"), null));
    }

    /** They would become paths, lines of the log, and columns that do not hold them. */
    @ParameterizedTest
    @MethodSource
    void beginningsOfNoCall(SessionEvent begins) throws Exception {
        JsonNode taken = taken(zip(begins));

        assertThat(taken.path("calls").asInt()).isZero();
        assertThat(taken.path("trouble").get(0).asString()).contains("is no whole session of ours");
        assertThat(store.sessions().all(null)).isEmpty();
    }

    @Test
    void aListIsReadCallByCallAndNeverHeldWhole() throws Exception {
        byte[] archive = zipOf(
                "[{\"session\":\"first\",\"startedAt\":\"%s\",\"more\":[%s{}]}]"
                        .formatted(EVENING, "{},".repeat(4_000_000)),
                "[]");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        MockHttpServletResponse looked = sent("/preview", archive, ANN);

        assertThat(looked.getStatus()).isEqualTo(200);
        assertThat(looked.getContentAsString()).contains("\"calls\":1");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes, as a tree some 400 million")
                .isLessThan(60L << 20);
    }

    @Test
    void moreCallsThanAnybodyHasAreRefusedWhereverTheyEnd() throws Exception {
        String call = "{\"session\":\"first\",\"startedAt\":\"%s\"},".formatted(EVENING);
        byte[] archive = zipOf("[" + call.repeat(ArchiveList.MOST_CALLS + 1) + "{}]", "[]");

        for (String path : List.of("/preview", "")) {
            MockHttpServletResponse refused = sent(path, archive, ANN);
            assertThat(refused.getStatus()).isEqualTo(422);
            assertThat(refused.getContentAsString()).contains("has more than 10000 calls");
        }
    }

    @Test
    void aCallWithMoreInItThanAnyIsNotTaken() throws Exception {
        String list = "[{\"session\":\"first\",\"startedAt\":\"%s\"}]".formatted(EVENING);
        for (String events : List.of("[" + "{},".repeat(600_000) + "{}]", "{}\n".repeat(600_000))) {
            JsonNode taken = taken(zipOf(list, events));
            assertThat(taken.path("calls").asInt()).isZero();
            assertThat(taken.path("trouble").get(0).asString()).contains("has more in it than any call");
        }
    }

    @Test
    void whereThereIsALoginAGradeAVerdictAndACommentFromAFileAreNobodys() throws Exception {
        byte[] forged = zip(
                start("platform-down", "steady-hand", null),
                new SessionEvent.Silence(Duration.ofSeconds(2)),
                new SessionEvent.SessionGraded(
                        new Scorecard(98, List.of(), "built-in", "steady-hand 1", "abc123", 7, "the call ended")),
                new SessionEvent.VerdictOverridden("a", Verdict.YES, "Well done.", "Ms Weber", ""),
                new SessionEvent.CommentLeft(1, "The best call of the year.", "Ms Weber"));

        assertThat(taken(forged).path("calls").asInt()).isEqualTo(1);

        SessionSummary here = store.sessions().all("ann").getFirst();
        assertThat(here.broughtIn()).isTrue();
        assertThat(here.score()).isNull();
        assertThat(asked).as("graded anew").containsExactly(here.id());
        assertThat(store.log().read(here.id(), 0))
                .extracting(LoggedEvent::event)
                .hasSize(2)
                .last()
                .isInstanceOf(SessionEvent.Silence.class);

        JsonNode alone = JsonMapper.builder()
                .build()
                .readTree(sent("", forged, Caller.ANYBODY).getContentAsString());
        assertThat(alone.path("calls").asInt()).as("already here").isZero();
    }

    @Test
    void whereNobodyIsAskedItComesBackAsItWas() throws Exception {
        sent(
                "",
                zip(start("platform-down", "steady-hand", null), new SessionEvent.CommentLeft(1, "a word", "Mira")),
                Caller.ANYBODY);

        SessionSummary here = store.sessions().all(null).getFirst();
        assertThat(here.broughtIn()).isTrue();
        assertThat(store.log().read(here.id(), 1).getFirst().event())
                .isEqualTo(new SessionEvent.CommentLeft(1, "a word", "Mira"));
    }

    private static SessionEvent start(String scenario, String framework, @Nullable Origin of) {
        return start(scenario, framework, EVENING, of);
    }

    private static SessionEvent start(String scenario, String framework, Instant at, @Nullable Origin of) {
        SessionStarted plain = (SessionStarted) Events.retakeAt("first", at, of);
        return new SessionStarted(
                "first",
                new SessionStarted.Setting(scenario, framework, "abc123", 7),
                plain.engines(),
                plain.startedAt(),
                plain.state(),
                of);
    }

    private static byte[] zip(SessionEvent... events) throws IOException {
        List<String> lines = new ArrayList<>();
        for (SessionEvent event : events) {
            lines.add(EventJson.write(new LoggedEvent(lines.size() + 1L, 0, event)));
        }
        return zipOf(
                "[{\"session\":\"first\",\"scenario\":\"platform-down\",\"startedAt\":\"%s\"}]".formatted(EVENING),
                "[" + String.join(",", lines) + "]");
    }

    private static byte[] zipOf(String list, String events) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("calls.json"));
            zip.write(list.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("first/events.json"));
            zip.write(events.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private JsonNode taken(byte[] archive) throws Exception {
        MockHttpServletResponse response = sent("", archive, ANN);
        assertThat(response.getStatus()).isEqualTo(200);
        return JsonMapper.builder().build().readTree(response.getContentAsString());
    }

    private MockHttpServletResponse sent(String path, byte[] archive, Caller caller) throws Exception {
        return http.perform(post("/api/imports/archive" + path)
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .requestAttr(Caller.ATTRIBUTE, caller)
                        .content(archive))
                .andReturn()
                .getResponse();
    }
}
