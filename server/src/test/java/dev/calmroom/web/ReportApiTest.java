package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.calmroom.appraisal.Appraisal;
import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.judging.Graders;
import dev.calmroom.judging.JudgeFailedException;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.Engines;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Medium;
import dev.calmroom.log.Scorecard;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.SessionGraded;
import dev.calmroom.log.TurnLatency;
import dev.calmroom.report.GradingDesk;
import dev.calmroom.report.GradingQueue;
import dev.calmroom.report.Reports;
import dev.calmroom.report.SaidAlready;
import dev.calmroom.storage.Database;
import dev.calmroom.storage.Store;
import dev.calmroom.transcript.Word;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The report over HTTP, from a real store and the built-in judge; jobs run at once, on the caller's thread. */
class ReportApiTest {
    private static final String CALL = "call-1";

    private static final EmbeddingModel EMBEDDINGS = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);

    @TempDir
    private Path data;

    private Store store;
    private GradingDesk desk;
    private MockMvc http;
    private final List<Duration> pauses = new ArrayList<>();
    private int failures;

    @BeforeEach
    void open() {
        store = Store.open(Database.inFolder(data));
        Path prompts = Path.of(System.getProperty("calmroom.root", ".."), "prompts");
        Graders graders = new Graders(
                prompts,
                framework -> (turn, before) -> new Appraisal(List.of(), List.of()),
                (rubric, prompt) -> Optional.empty());
        desk = new GradingDesk(
                store.log(),
                started -> {
                    if (failures-- > 0) {
                        throw new JudgeFailedException("The model tiny did not answer: connection refused");
                    }
                    return graders.grader(started.framework());
                },
                atOnce(),
                pauses::add,
                Clock.systemUTC());
        Reports reports = new Reports(
                store.log(), graders, started -> Optional.empty(), started -> List.of(), new SaidAlready(EMBEDDINGS));
        http = MockMvcBuilders.standaloneSetup(new ReportController(reports, desk, store.leases()))
                .setControllerAdvice(new Problems())
                .build();
        call();
    }

    private GradingQueue atOnce() {
        return new GradingQueue() {
            @Override
            public void add(String session, String because) {
                desk.grade(session, because);
            }

            @Override
            public boolean holds(String session) {
                return false;
            }
        };
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everythingButTheGradeIsThereBeforeTheGrade() throws Exception {
        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.grading.stage").value("failed"))
                .andExpect(jsonPath("$.grading.message").value(containsString("it can be graded now")))
                .andExpect(jsonPath("$.grade").isEmpty())
                .andExpect(jsonPath("$.ending.text").value("He went back to the fix."))
                .andExpect(jsonPath("$.turns", hasSize(5)))
                .andExpect(jsonPath("$.turns[0].meant").value("It is still down. There is more."))
                .andExpect(jsonPath("$.delivery[?(@.id == 'words-a-minute')].value")
                        .isNotEmpty())
                .andExpect(jsonPath("$.sources", hasSize(2)));
        http.perform(get("/api/sessions/call-1/xapi")).andExpect(status().isConflict());
    }

    @Test
    void aGradedCallHasReceiptsAdviceAndTheOneChange() throws Exception {
        grade();
        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.grading.stage").value("done"))
                .andExpect(jsonPath("$.grade.criteria", hasSize(20)))
                .andExpect(jsonPath("$.grade.criteria[?(@.id == 'regulate.asks-how')].evidence[0].quote")
                        .value("kenji how are you holding up"))
                .andExpect(jsonPath("$.grade.criteria[?(@.id == 'shield.phone')].advice.try")
                        .isNotEmpty())
                .andExpect(jsonPath("$.oneChange.try").isNotEmpty())
                .andExpect(jsonPath("$.oneChange.scoreAfter").isNumber());
    }

    @Test
    void aGradeByOtherFilesThanTodaysSaysSo() throws Exception {
        grade();
        SessionGraded given = (SessionGraded) store.log().read(CALL, 0).stream()
                .map(LoggedEvent::event)
                .filter(SessionGraded.class::isInstance)
                .reduce((a, b) -> b)
                .orElseThrow();
        Scorecard card = given.scorecard();
        store.log()
                .append(
                        CALL,
                        0,
                        new SessionGraded(new Scorecard(
                                card.score(),
                                card.criteria(),
                                card.judge(),
                                card.rubric(),
                                "another version",
                                card.seed(),
                                card.because())));

        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.grade.notes[0]").value(containsString("edited since this call was graded")));
    }

    @Test
    void aMisheardWordIsNotTheLeadersFaultAndACorrectedLineIsGradedAgain() throws Exception {
        grade();
        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.grade.criteria[?(@.id == 'trap.certainty')].verdict")
                        .value("unsure"))
                .andExpect(jsonPath("$.turns[3].unclear[0]").value("guarantee"));

        http.perform(put("/api/sessions/call-1/turns/4")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"text\":\"I warranty nothing and I ask for nothing\"}"))
                .andExpect(status().isAccepted());

        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.turns[3].correctedFrom").value("i need you to guarantee me midnight"))
                .andExpect(jsonPath("$.grade.criteria[?(@.id == 'trap.certainty')].verdict")
                        .value("no"))
                .andExpect(jsonPath("$.grade.because").value(containsString("corrected")))
                .andExpect(jsonPath("$.grade.notes[0]").value(containsString("1 line")));
    }

    @Test
    void aTrainersVerdictCountsIsKeptWithItsReasonAndTheScoreSaysSo() throws Exception {
        grade();
        http.perform(put("/api/sessions/call-1/criteria/shield.phone")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"by\":\"Dana\",\"verdict\":\"yes\",\"reason\":\"Said in her own way.\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.grade.criteria[?(@.id == 'shield.phone')].override.was")
                        .value("no"))
                .andExpect(jsonPath("$.grade.criteria[?(@.id == 'shield.phone')].override.by")
                        .value("Dana"))
                .andExpect(jsonPath("$.grade.notes[0]").value(containsString("A trainer changed 1 verdict")));
        http.perform(post("/api/sessions/call-1/turns/2/comments")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"by\":\"Dana\",\"text\":\"You let him answer.\"}"))
                .andExpect(status().isCreated());
        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.turns[1].comments[0].text").value("You let him answer."));
    }

    @Test
    void aCommentAndAVerdictCanBeTakenBackOnce() throws Exception {
        grade();
        int before = score();
        http.perform(put("/api/sessions/call-1/criteria/shield.phone")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"by\":\"Dana\",\"verdict\":\"yes\",\"reason\":\"Said in another way.\"}"));
        assertThat(score()).isGreaterThan(before);
        http.perform(delete("/api/sessions/call-1/criteria/shield.phone"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.grade.score").value(before))
                .andExpect(jsonPath("$.grade.criteria[?(@.id == 'shield.phone')].override.by")
                        .isEmpty());
        http.perform(delete("/api/sessions/call-1/criteria/shield.phone")).andExpect(status().isNotFound());

        http.perform(post("/api/sessions/call-1/turns/2/comments")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"by\":\"Dana\",\"text\":\"You let him answer.\"}"));
        long comment = report().at("/turns/1/comments/0/id").asLong();
        http.perform(delete("/api/sessions/call-1/turns/4/comments/" + comment)).andExpect(status().isNotFound());
        http.perform(delete("/api/sessions/call-1/turns/2/comments/" + comment)).andExpect(status().isNoContent());
        assertThat(report().at("/turns/1/comments")).isEmpty();
        assertThat(report().at("/call/length").asLong())
                .as("what is done afterwards does not make the call longer")
                .isEqualTo(12_000);
    }

    private int score() throws Exception {
        return report().at("/grade/score").asInt();
    }

    private JsonNode report() throws Exception {
        return JsonMapper.builder()
                .build()
                .readTree(http.perform(get("/api/sessions/call-1/report"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString());
    }

    @Test
    void whatWasTypedHasASpanToo() throws Exception {
        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.turns[0].at").value(2_000 - 4 * 375))
                .andExpect(jsonPath("$.turns[0].end").value(2_000))
                .andExpect(jsonPath("$.turns[4].at").value(9_450))
                .andExpect(jsonPath("$.turns[4].end").value(11_000));
    }

    @Test
    void theStatementsAreWhatALearningRecordStoreTakes() throws Exception {
        grade();
        String statements = statements();
        List<Error> errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource("xapi/statements-1.0.3.schema.json"))
                .validate(statements, InputFormat.JSON);
        assertThat(errors).isEmpty();
        JsonNode all = JsonMapper.builder().build().readTree(statements);
        assertThat(all).hasSize(21);
        assertThat(all.findValuesAsString("id")).doesNotContainNull();

        desk.start(CALL, "it was asked for again");
        assertThat(statements()).as("said twice, stored once").isEqualTo(statements);
        http.perform(put("/api/sessions/call-1/criteria/shield.phone")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"by\":\"Dana\",\"verdict\":\"yes\",\"reason\":\"Said in her own way.\"}"));
        Set<String> before = ids(statements);
        Set<String> changed = new TreeSet<>(ids(statements()));
        changed.removeAll(before);
        assertThat(changed).as("what says something else is another statement").hasSizeBetween(1, 2);
    }

    private String statements() throws Exception {
        return http.perform(get("/api/sessions/call-1/xapi"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private static Set<String> ids(String statements) {
        Set<String> ids = new TreeSet<>();
        JsonMapper.builder()
                .build()
                .readTree(statements)
                .forEach(statement -> ids.add(statement.path("id").asString()));
        return ids;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportApiTest.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void badRequestsAreToldWhatIsWrong() throws Exception {
        http.perform(get("/api/sessions/nobody/report")).andExpect(status().isNotFound());
        http.perform(put("/api/sessions/call-1/criteria/shield.phone")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"by\":\"Dana\",\"verdict\":\"yes\"}"))
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.detail").value("reason is missing."));
        http.perform(put("/api/sessions/call-1/turns/1")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"text\":\"x\"}"))
                .andExpect(status().isBadRequest());
        http.perform(post("/api/sessions/call-1/turns/99/comments")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"by\":\"Dana\",\"text\":\"x\"}"))
                .andExpect(status().isNotFound());
        http.perform(put("/api/sessions/call-1/turns/2")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"text\":\"%s\"}".formatted("x".repeat(2001))))
                .andExpect(status().isBadRequest());
    }

    @Test
    void aFailedGradingIsTriedAgainAndThenSaysWhy() throws Exception {
        failures = 2;
        desk.start(CALL, "the call ended");
        assertThat(pauses).hasSize(2);
        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.grading.stage").value("done"))
                .andExpect(jsonPath("$.grading.attempt").value(3));

        failures = 3;
        desk.start(CALL, "again");
        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.grading.stage").value("failed"))
                .andExpect(jsonPath("$.grading.message").value(containsString("connection refused")));

        http.perform(post("/api/sessions/call-1/grading")).andExpect(status().isAccepted());
        http.perform(get("/api/sessions/call-1/report"))
                .andExpect(jsonPath("$.grading.stage").value("done"));
    }

    private void grade() {
        desk.start(CALL, "the call ended");
    }

    private void call() {
        append(
                0,
                new SessionEvent.SessionStarted(
                        CALL,
                        "platform-down",
                        "steady-hand",
                        "sha",
                        7,
                        new Engines("r", "v", "p", "a", "g"),
                        Instant.parse("2026-11-21T20:00:00Z"),
                        new EmotionalState(Map.of("stress", 0.8)),
                        null));
        persona(1, 2_000, "It is still down. There is more.", "It is still down.");
        leader(2, 3_000, "kenji how are you holding up", 0.95, "");
        persona(3, 6_000, "Tired.", "Tired.");
        leader(4, 7_000, "i need you to guarantee me midnight", 0.95, "guarantee");
        persona(5, 11_000, "Okay.", "Okay.");
        append(12_000, new SessionEvent.SessionEnded(EndReason.HUNG_UP, "fix", "He went back to the fix."));
    }

    private void leader(int turn, long at, String text, double confidence, String unclear) {
        List<Word> words = new ArrayList<>();
        long start = at;
        for (String word : text.split(" ", 0)) {
            words.add(new Word(
                    word,
                    Duration.ofMillis(start),
                    Duration.ofMillis(start + 300),
                    word.equals(unclear) ? 0.31 : confidence));
            start += 350;
        }
        append(start, new SessionEvent.LeaderSpoke(turn, text, words, Medium.VOICE));
    }

    private void persona(int turn, long at, String text, String heard) {
        append(
                at,
                new SessionEvent.PersonaSpoke(
                        turn, text, heard, "answer", Delivery.PLAIN, "understudy", "", TurnLatency.NONE, List.of()));
    }

    private void append(long at, SessionEvent event) {
        store.log().append(CALL, at, event);
    }
}
