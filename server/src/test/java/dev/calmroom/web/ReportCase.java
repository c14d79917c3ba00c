package dev.calmroom.web;

import dev.calmroom.emotion.Delivery;
import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.judging.Graders;
import dev.calmroom.judging.JudgeFailedException;
import dev.calmroom.log.EndReason;
import dev.calmroom.log.Engines;
import dev.calmroom.log.Medium;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.TurnLatency;
import dev.calmroom.report.GradingDesk;
import dev.calmroom.report.GradingQueue;
import dev.calmroom.report.QuietReports;
import dev.calmroom.report.Reports;
import dev.calmroom.storage.Database;
import dev.calmroom.storage.Store;
import dev.calmroom.transcript.Word;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/**
 * What tests of the report over HTTP have in common: a call in a real store, and the built-in judge; jobs run at once, on
 * the caller's thread.
 */
abstract class ReportCase {
    static final String CALL = "call-1";

    private static final EmbeddingModel EMBEDDINGS = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);

    @TempDir
    Path data;

    Store store;
    GradingDesk desk;
    MockMvc http;
    final List<Duration> pauses = new ArrayList<>();
    int failures;

    @BeforeEach
    void open() {
        store = Store.open(Database.inFolder(data));
        Graders graders = QuietReports.graders();
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
        Reports reports = QuietReports.of(store.log(), graders, EMBEDDINGS);
        http = MockMvcBuilders.standaloneSetup(
                        new ReportController(reports, desk, store.leases(), new Ownership(store.sessions())))
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
            public void addBehind(String session, String because) {
                add(session, because);
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

    void grade() {
        desk.start(CALL, "the call ended");
    }

    private void call() {
        append(
                0,
                new SessionEvent.SessionStarted(
                        CALL,
                        new SessionEvent.SessionStarted.Setting("platform-down", "steady-hand", "sha", 7),
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
