package dev.calmroom.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Room for one at work and one that waits. */
@Timeout(30)
class WorkbenchTest {
    private static final Executor OF_ITS_OWN = Thread::startVirtualThread;

    private final Workbench bench = new Workbench("test", 1, 1);
    private final CountDownLatch atWork = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void close() {
        goOn.countDown();
        bench.close();
    }

    private String slowly() {
        atWork.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Thread.currentThread().isVirtual() ? "on a carrier" : "beside the calls";
    }

    @Test
    void whatIsTooMuchIsRefusedAndTheRestIsDoneBesideTheCalls() throws Exception {
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> bench.work(this::slowly), OF_ITS_OWN);
        assertThat(atWork.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<String> second =
                CompletableFuture.supplyAsync(() -> bench.whenFree(this::slowly), OF_ITS_OWN);
        Awaitility.await().until(() -> bench.asked() == 2);
        assertThatThrownBy(() -> bench.work(() -> "at once")).isInstanceOf(Workbench.FullException.class);
        CompletableFuture<String> third = CompletableFuture.supplyAsync(() -> bench.whenFree(this::slowly), OF_ITS_OWN);
        assertThat(first).isNotDone();

        goOn.countDown();
        assertThat(first.get()).isEqualTo("beside the calls");
        assertThat(second.get()).isEqualTo("beside the calls");
        assertThat(third.get()).isEqualTo("beside the calls");
        assertThat(bench.work(() -> "room again")).isEqualTo("room again");
    }

    @Test
    void whatFailsFailsForWhoeverAsked() {
        IllegalArgumentException wrong = new IllegalArgumentException("breaks off");
        assertThatThrownBy(() -> bench.work(() -> {
                    throw wrong;
                }))
                .isSameAs(wrong);
        assertThat(bench.work(() -> "and takes nothing with it")).isNotBlank();
    }
}
