package dev.calmroom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.calmroom.emotion.EmotionalState;
import dev.calmroom.judging.JudgeFailedException;
import dev.calmroom.log.Engines;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionElsewhereException;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.scenario.FilesRead;
import dev.calmroom.scenario.InvalidPromptsException;
import dev.calmroom.scenario.InvalidPromptsException.Problem;
import dev.calmroom.storage.Database;
import dev.calmroom.storage.Store;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradingDeskTest {
    private static final String CALL = "call-1";
    private static final EmotionalState CALM = new EmotionalState(Map.of("stress", .2));

    @TempDir
    private Path data;

    private Store store;
    private GradingDesk desk;
    private FilesRead promptsNow = new FilesRead("abc", Map.of());

    @BeforeEach
    void open() {
        store = Store.open(Database.inFolder(data));
        store.log()
                .append(
                        CALL,
                        0,
                        new SessionStarted(
                                CALL,
                                new SessionStarted.Setting("platform-down", "steady-hand", "abc", 7),
                                new Engines("vosk", "freetts", "understudy", "built-in", "built-in"),
                                Instant.parse("2026-11-21T20:00:00Z"),
                                CALM,
                                null));
        desk = new GradingDesk(
                store.log(),
                started -> {
                    throw new JudgeFailedException("The model tiny did not answer: connection refused");
                },
                new GradingQueue() {
                    @Override
                    public void add(String session, String because) {}

                    @Override
                    public void addBehind(String session, String because) {
                        add(session, because);
                    }

                    @Override
                    public boolean holds(String session) {
                        return true;
                    }
                },
                longer -> {
                    throw new InterruptedException();
                },
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Whoever keeps the queue takes what returns for done. */
    @Test
    void aGradingThatIsInterruptedIsNotDone() {
        assertThatIllegalStateException().isThrownBy(() -> desk.grade(CALL, "the call ended"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(desk.progress(CALL, new CallLog(store.log().read(CALL, 0))).stage())
                .isEqualTo(Report.Stage.RETRYING);
    }

    /** Whoever looks for calls without a grade does not see how far one is. */
    @Test
    void aGradingThatIsAskedForAgainGoesOnTellingHowFarItIs() {
        assertThatIllegalStateException().isThrownBy(() -> desk.grade(CALL, "the call ended"));
        assertThat(Thread.interrupted()).isTrue();

        desk.start(CALL, "the call ended");

        assertThat(stage(desk)).isEqualTo(Report.Stage.RETRYING);
    }

    /** Its job fails then, and is done again when the lease of the server that died is over. */
    @Test
    void aCallThatAnotherServerStillHasIsNotDone() {
        EventLog refusing = new EventLog() {
            @Override
            public LoggedEvent append(String session, long at, SessionEvent event) {
                throw new SessionElsewhereException(session);
            }

            @Override
            public void appendAll(String session, List<LoggedEvent> events) {
                throw new SessionElsewhereException(session);
            }

            @Override
            public List<LoggedEvent> read(String session, long after) {
                return store.log().read(session, after);
            }
        };
        GradingDesk elsewhere = new GradingDesk(
                refusing,
                started -> QuietReports.graders().builtIn(started.framework()),
                new GradingQueue() {
                    @Override
                    public void add(String session, String because) {}

                    @Override
                    public void addBehind(String session, String because) {
                        add(session, because);
                    }

                    @Override
                    public boolean holds(String session) {
                        return true;
                    }
                },
                longer -> {},
                Clock.systemUTC());

        assertThatExceptionOfType(SessionElsewhereException.class)
                .isThrownBy(() -> elsewhere.grade(CALL, "the call ended"));
    }

    /** Whoever looks at a report, and whatever else is graded, finds out that they are right again. */
    @Test
    void whatBrokenFilesKeptFromBeingGradedIsTakenUpWhenTheyAreRightAgain() {
        List<String> asked = new ArrayList<>();
        boolean[] broken = {true};
        GradingDesk files = new GradingDesk(
                store.log(),
                started -> {
                    if (broken[0]) {
                        throw new InvalidPromptsException(
                                List.of(new Problem(Path.of("rubric.yaml"), 3, "expected a list")));
                    }
                    return QuietReports.graders().builtIn(started.framework());
                },
                new GradingQueue() {
                    @Override
                    public void add(String session, String because) {
                        asked.add(session);
                    }

                    @Override
                    public void addBehind(String session, String because) {
                        add(session, because);
                    }

                    @Override
                    public boolean holds(String session) {
                        return asked.contains(session);
                    }
                },
                longer -> {},
                Clock.systemUTC());
        SessionStarted other =
                (SessionStarted) store.log().read(CALL, 0).getFirst().event();
        store.log().append("other", 0, other);

        files.grade(CALL, "the call ended");
        files.grade("other", "the call ended");
        assertThat(stage(files)).isEqualTo(Report.Stage.FAILED);
        assertThat(asked).isEmpty();

        broken[0] = false;
        assertThat(stage(files)).isEqualTo(Report.Stage.WAITING);
        assertThat(asked).containsExactly(CALL);
        files.grade(CALL, "asked for");
        assertThat(asked).containsExactly(CALL, "other");
        assertThat(stage(files)).isEqualTo(Report.Stage.DONE);
    }

    private Report.Stage stage(GradingDesk files) {
        return files.progress(CALL, new CallLog(store.log().read(CALL, 0))).stage();
    }

    @Test
    void aReportIsKeptUntilThePromptsAreEdited() {
        Reports reports = new Reports(
                store.log(),
                QuietReports.graders(),
                started -> Optional.of(new Reports.Play(
                        new Counterfactual(
                                () -> {
                                    throw new AssertionError("nobody plays it again");
                                },
                                CALM),
                        Set.of(),
                        Set.of(),
                        promptsNow)),
                started -> List.of(),
                new SaidAlready(new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run)),
                new Workbench("reports", 1, 1));

        Report before = reports.of(CALL, desk).orElseThrow();
        assertThat(reports.of(CALL, desk).orElseThrow()).isSameAs(before);
        promptsNow = new FilesRead("def", Map.of());
        assertThat(reports.of(CALL, desk).orElseThrow()).isNotSameAs(before);
    }
}
