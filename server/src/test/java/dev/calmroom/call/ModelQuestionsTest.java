package dev.calmroom.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.conversation.CallEffect;
import dev.calmroom.conversation.CallInput;
import dev.calmroom.conversation.FakeRoleplay;
import dev.calmroom.roleplay.Roleplay;
import dev.calmroom.roleplay.Said;
import dev.calmroom.roleplay.Understanding;
import dev.calmroom.turntaking.EndOfTurnDetector;
import dev.calmroom.turntaking.EndOfTurnStrategy;
import dev.calmroom.turntaking.Opinion;
import dev.calmroom.turntaking.PauseStatistics;
import dev.calmroom.turntaking.TurnSoFar;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One thread for the models, and room for one question that waits. */
class ModelQuestionsTest {
    private final ModelThreads threads = new ModelThreads(1, 1);
    private final BlockingQueue<CallInput> answers = new LinkedBlockingQueue<>();
    private final AtomicInteger troubles = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch busy = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        threads.close();
    }

    private ModelQuestions questions(EndOfTurnStrategy strategy) {
        return new ModelQuestions(
                "test", threads, new EndOfTurnDetector(List.of(strategy)), answers::add, troubles::incrementAndGet);
    }

    private CallInput answer() throws InterruptedException {
        CallInput answer = answers.poll(20, TimeUnit.SECONDS);
        assertThat(answer).as("every question is answered").isNotNull();
        return answer;
    }

    /** Has no opinion, and takes its time. */
    private Optional<Opinion> waits(TurnSoFar hearing) {
        busy.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private static CallEffect.Decide decide(int id) {
        return new CallEffect.Decide(
                id, new TurnSoFar("take the fix", List.of(), Duration.ofMillis(200), PauseStatistics.UNKNOWN));
    }

    private static CallEffect.Appraise appraise(int id) {
        return new CallEffect.Appraise(id, FakeRoleplay.calm(), Said.inTranscript("take the fix"));
    }

    @Test
    void whatIsAskedIsAnsweredByItsId() throws InterruptedException {
        ModelQuestions questions = questions(_ -> Optional.empty());
        questions.decide(decide(7));
        assertThat(answer())
                .isInstanceOfSatisfying(
                        CallInput.Decided.class, it -> assertThat(it.id()).isEqualTo(7));

        questions.appraise(appraise(8));
        assertThat(answer())
                .isInstanceOfSatisfying(
                        CallInput.Appraised.class,
                        it -> assertThat(it.understanding().said().text()).isEqualTo("take the fix"));
    }

    @Test
    void aModelThatFailsIsToldOfAndTheLeaderHearsOfItOnceOnly() throws InterruptedException {
        ModelQuestions questions = questions(_ -> {
            throw new IllegalStateException("out of memory");
        });
        questions.decide(decide(1));
        assertThat(answer()).isEqualTo(new CallInput.Failed(1, "out of memory"));
        assertThat(troubles).as("the leader is only waited for otherwise").hasValue(0);

        for (int id = 2; id <= 3; id++) {
            questions.appraise(
                    new CallEffect.Appraise(id, FakeRoleplay.calm(), Said.inTranscript(FakeRoleplay.UNAPPRAISABLE)));
            assertThat(answer()).isEqualTo(new CallInput.Failed(id, "out of memory"));
        }
        assertThat(troubles).hasValue(1);
    }

    /** A library that cannot be loaded, a stack that is full: the call waits for the answer all the same. */
    @Test
    void anErrorIsAnsweredToo() throws InterruptedException {
        ModelQuestions questions = questions(_ -> {
            throw new StackOverflowError("too deep");
        });
        questions.decide(decide(1));
        assertThat(answer()).isEqualTo(new CallInput.Failed(1, "too deep"));
        questions.decide(decide(2));
        assertThat(answer()).isEqualTo(new CallInput.Failed(2, "too deep"));
    }

    @Test
    void whereTooManyWaitTheNextIsToldSoAtOnce() throws InterruptedException {
        ModelQuestions questions = questions(this::waits);
        questions.decide(decide(1));
        assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
        questions.appraise(appraise(2));
        questions.appraise(appraise(3));

        assertThat(answer()).isEqualTo(new CallInput.Failed(3, "too much is being asked at the moment"));
        release.countDown();
        assertThat(answer()).isInstanceOf(CallInput.Decided.class);
        assertThat(answer()).isInstanceOf(CallInput.Appraised.class);
    }

    /** One that reads elsewhere holds up its own turn, and no thread. */
    @Test
    void noThreadWaitsForALanguageModel() throws InterruptedException {
        CompletableFuture<Understanding> late = new CompletableFuture<>();
        Roleplay reading = (Roleplay) Proxy.newProxyInstance(
                Roleplay.class.getClassLoader(), new Class<?>[] {Roleplay.class}, (_, _, _) -> late);
        Said said = Said.inTranscript("take the fix");
        ModelQuestions questions = questions(_ -> Optional.empty());

        questions.appraise(new CallEffect.Appraise(1, reading, said));
        for (int id = 2; id <= 4; id++) {
            questions.decide(decide(id));
            assertThat(answer()).isInstanceOf(CallInput.Decided.class);
        }
        late.complete(Understanding.none(said));
        assertThat(answer()).isEqualTo(new CallInput.Appraised(1, Understanding.none(said)));
    }
}
