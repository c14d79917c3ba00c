package dev.calmroom.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.calmroom.exam.ModelDesk.Check;
import dev.calmroom.exam.ModelDesk.RefusedException;
import dev.calmroom.exam.ModelDesk.State;
import dev.calmroom.exam.ModelDesk.Subject;
import dev.calmroom.exam.ModelDesk.Task;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.persona.Manner;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelDeskTest {
    private static final Path PROMPTS = Path.of(System.getProperty("calmroom.root"), "prompts");
    private static final Instant NOW = Instant.parse("2026-11-30T18:00:00Z");
    private static final Scenario SCENARIO = new ScenarioFiles(PROMPTS).load("platform-down");

    @TempDir
    Path data;

    private final Model model = new Model();
    private final AtomicInteger calls = new AtomicInteger();
    private Thread checking = Thread.currentThread();

    @AfterEach
    void nobodyWaits() {
        model.answers.countDown();
    }

    @Test
    void aModelThatAnswersIsMeasuredColdAndWarm() throws Exception {
        model.answers.countDown();
        ModelDesk desk = desk(speaks(model));
        Check begun = desk.start("ann");
        assertThat(begun.state()).isEqualTo(State.RUNNING);
        assertThat(begun.all()).isEqualTo(9);

        Check check = over(desk);
        assertThat(check.state()).isEqualTo(State.DONE);
        assertThat(check.done()).isEqualTo(9);
        assertThat(check.at()).isEqualTo(NOW);
        assertThat(check.found()).singleElement().satisfies(found -> {
            assertThat(found.model()).isEqualTo("stub");
            assertThat(found.trouble()).isNull();
            assertThat(found.speed()).satisfies(speed -> {
                assertThat(speed.answers()).isEqualTo(8);
                assertThat(speed.cold()).isPositive();
                assertThat(speed.p95()).isGreaterThanOrEqualTo(speed.p50());
            });
        });
        assertThat(model.asked).hasValue(9);
    }

    @Test
    void oneThatIsAwayIsToldOfInItsWordsAndTheOtherIsMeasuredAllTheSame() throws Exception {
        model.answers.countDown();
        Model away = new Model();
        away.answers.countDown();
        away.fails = true;
        ModelDesk desk = desk(speaks(away), new Subject(List.of(Task.JUDGES), language("judge", model, Map.of())));
        desk.start("ann");

        Check check = over(desk);
        assertThat(check.state()).isEqualTo(State.DONE);
        assertThat(check.found().getFirst().trouble()).isEqualTo("The server knows no model «stub»; it has other");
        assertThat(check.found().getFirst().speed()).isNull();
        assertThat(check.found().getLast().speed()).isNotNull();
        assertThat(check.all()).isEqualTo(18);
    }

    @Test
    void aSecondOneIsRefusedWhileAnotherRuns() throws Exception {
        ModelDesk desk = desk(speaks(model));
        desk.start("ann");
        assertThatThrownBy(() -> desk.start("bob"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("stub is being checked already, 0 of 9 answers; one check at a time.");
        model.answers.countDown();
        assertThat(over(desk).state()).isEqualTo(State.DONE);
        assertThat(desk.start("bob").done()).isZero();
        assertThat(over(desk).state()).isEqualTo(State.DONE);
    }

    @Test
    void onlyWhoHasStartedItBreaksItOff() throws Exception {
        ModelDesk desk = desk(speaks(model));
        desk.start("ann");
        assertThat(desk.isOf("ann")).isTrue();
        assertThat(desk.isOf("bob")).isFalse();
        assertThatThrownBy(() -> desk.breakOff("bob", false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Somebody else");
        assertThat(desk.check().orElseThrow().state()).isEqualTo(State.RUNNING);

        desk.breakOff("ann", false);
        Check check = over(desk);
        assertThat(check.state()).isEqualTo(State.BROKEN_OFF);
        assertThat(check.trouble()).isEqualTo("It was broken off.");
        desk.breakOff("ann", false);
    }

    @Test
    void whoRunsTheServiceBreaksAnybodysOff() throws Exception {
        ModelDesk desk = desk(speaks(model));
        desk.start("ann");
        desk.breakOff("root", true);
        assertThat(over(desk).state()).isEqualTo(State.BROKEN_OFF);
    }

    @Test
    void noneBeginsWhileSomebodyIsOnTheLineAndACallEndsOneThatRuns() throws Exception {
        ModelDesk desk = desk(speaks(model));
        calls.set(1);
        assertThatThrownBy(() -> desk.start("ann"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("Somebody is on the line");
        assertThat(desk.check()).isEmpty();

        calls.set(0);
        desk.start("ann");
        calls.set(1);
        assertThat(over(desk).trouble()).contains("A call has come in");
        assertThat(model.asked.get()).isLessThanOrEqualTo(1);
    }

    @Test
    void whereNoneIsConfiguredThereIsNothingToCheck() {
        ModelDesk desk = desk();
        assertThat(desk.known()).isEmpty();
        assertThatThrownBy(() -> desk.start("ann"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("No language model is configured");
    }

    @Test
    void theLastExamIsToldInItsLineAndNoKeyIs() {
        new ExamResults(data)
                .keep(new ExamResult(
                        "stub",
                        NOW,
                        List.of(new SpeakingMarks(Manner.WORDED, 40, 40, 50, Map.of(), 30, 30, 30)),
                        null));
        LanguageModel secret =
                language("stub", model, Map.of("CALMROOM_LLM_MODEL", "stub", "CALMROOM_LLM_API_KEY", "sk-1"));
        assertThat(desk(new Subject(List.of(Task.SPEAKS), secret)).known())
                .singleElement()
                .satisfies(known -> {
                    assertThat(known.configured()).isEqualTo("auto stub");
                    assertThat(known.trouble()).isNull();
                    assertThat(known.exam())
                            .satisfies(exam -> assertThat(exam.verdict())
                                    .isEqualTo("fit to speak (worded), not examined in judging"));
                });
    }

    @Test
    void whatSpeaksAndJudgesIsOne() {
        LanguageModel same = language("stub", model, Map.of());
        assertThat(Subject.of(Optional.of(same), Optional.of(language("stub", model, Map.of()))))
                .singleElement()
                .satisfies(subject -> assertThat(subject.tasks()).containsExactly(Task.SPEAKS, Task.JUDGES));
        assertThat(Subject.of(
                        Optional.of(same), Optional.of(language("stub", model, Map.of("CALMROOM_LLM_MODEL", "other")))))
                .hasSize(2);
        assertThat(Subject.of(Optional.empty(), Optional.empty())).isEmpty();
    }

    private ModelDesk desk(Subject... subjects) {
        return new ModelDesk(
                List.of(subjects),
                new ExamResults(data),
                () -> SCENARIO,
                calls::get,
                () -> NOW,
                work -> checking = Thread.ofVirtual().start(work));
    }

    private static Subject speaks(Model model) {
        return new Subject(List.of(Task.SPEAKS), language("stub", model, Map.of()));
    }

    private static LanguageModel language(String name, Model model, Map<String, String> environment) {
        return new LanguageModel(name, model, ModelSettings.from(environment::get));
    }

    private Check over(ModelDesk desk) throws InterruptedException {
        assertThat(checking.join(Duration.ofSeconds(30))).isTrue();
        return desk.check().orElseThrow();
    }

    /** Answers once it may. */
    private static final class Model implements StreamingChatModel {
        private final AtomicInteger asked = new AtomicInteger();
        private final CountDownLatch answers = new CountDownLatch(1);
        private boolean fails;

        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            asked.incrementAndGet();
            Thread.ofVirtual().start(() -> {
                try {
                    answers.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                if (fails) {
                    handler.onError(new ModelNotFoundException("The server knows no model «stub»; it has other"));
                    return;
                }
                handler.onPartialResponse("We are");
                handler.onPartialResponse(" still down.");
                handler.onCompleteResponse(ChatResponse.builder()
                        .aiMessage(AiMessage.from("We are still down."))
                        .tokenUsage(new TokenUsage(100, 5))
                        .build());
            });
        }
    }
}
