package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SoundJobsTest {
    private final SoundJobs jobs = new SoundJobs();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void close() {
        goOn.countDown();
        jobs.close();
    }

    private SoundJobs.Progress now(SoundJobs.Progress job) {
        return jobs.find("call", job.job()).orElseThrow();
    }

    @Test
    void oneAtATimeWithHowFarItIsAndWhatCameOfIt() {
        SoundJobs.Progress first = jobs.start("call", progress -> {
            progress.accept(0.25);
            goOn.await();
            return "heard";
        });
        SoundJobs.Progress second = jobs.start("call", progress -> "after it");

        await().until(() -> now(first).done() == 0.25);
        assertThat(now(first).state()).isEqualTo(SoundJobs.State.RUNNING);
        assertThat(now(second).state()).isEqualTo(SoundJobs.State.WAITING);
        goOn.countDown();
        await().until(() -> now(second).state() == SoundJobs.State.DONE);
        assertThat(now(first).result()).isEqualTo("heard");
        assertThat(now(second).result()).isEqualTo("after it");
    }

    @Test
    void whatIsWrongWithARecordingIsSaidAndWhatBrokeIsNot() {
        SoundJobs.Progress refused = jobs.start("call", progress -> {
            throw new IllegalArgumentException("The file is a FLAC file.");
        });
        SoundJobs.Progress broken = jobs.start("call", progress -> {
            throw new IllegalStateException("secret inner workings");
        });

        await().until(() -> now(broken).state() == SoundJobs.State.FAILED);
        assertThat(now(refused).trouble()).isEqualTo("The file is a FLAC file.");
        assertThat(now(broken).trouble()).contains("its log says what").doesNotContain("secret");
    }

    @Test
    void whoDoesNotWaitAnyMoreBreaksItOffAndNobodyElseCan() {
        SoundJobs.Progress job = jobs.start("call", progress -> {
            goOn.await();
            progress.accept(0.5);
            return "never";
        });
        await().until(() -> now(job).state() == SoundJobs.State.RUNNING);

        jobs.cancel("another", job.job());
        assertThat(jobs.find("another", job.job())).isEmpty();
        jobs.cancel("call", job.job());
        goOn.countDown();

        await().until(() -> now(job).state() == SoundJobs.State.FAILED);
        assertThat(now(job).trouble()).isEqualTo("It was broken off.");
    }

    @Test
    void ofADeletedCallNothingIsKeptAndWhatIsUnderWayIsBrokenOff() {
        SoundJobs.Progress done = jobs.start("call", progress -> "what was said");
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch goneOn = new CountDownLatch(1);
        SoundJobs.Progress running = jobs.start(
                "call",
                progress -> {
                    goOn.await();
                    progress.accept(0.5);
                    goneOn.countDown();
                    return "never";
                },
                over::countDown);
        SoundJobs.Progress others = jobs.start("another", progress -> "what others said");
        await().until(() -> now(running).state() == SoundJobs.State.RUNNING);

        jobs.forget("call");
        goOn.countDown();

        assertThat(jobs.find("call", done.job())).isEmpty();
        assertThat(jobs.find("call", running.job())).isEmpty();
        await().until(() -> over.getCount() == 0);
        assertThat(goneOn.getCount()).isEqualTo(1);
        await().until(() -> jobs.find("another", others.job()).orElseThrow().result() != null);
    }

    @Test
    void whatAPageReadsIsInLowerCase() {
        assertThat(JsonMapper.shared().valueToTree(SoundJobs.State.values()).toString())
                .isEqualTo("[\"waiting\",\"running\",\"done\",\"failed\"]");
    }

    @Test
    void soManyWaitAndNoMore() {
        for (int i = 0; i < 8; i++) {
            jobs.start("call", progress -> {
                goOn.await();
                return "";
            });
        }

        assertThatThrownBy(() -> jobs.start("call", progress -> "")).hasMessageContaining("429");
    }

    @Test
    void aRecordingIsRefusedBeforeItIsTakenInAndNobodySendsManyAtOnce() {
        SoundJobs.Place first = jobs.expect("ann");
        SoundJobs.Place second = jobs.expect("ann");
        assertThatThrownBy(() -> jobs.expect("ann")).hasMessageContaining("2 recordings of yours are on their way");
        first.close();
        jobs.expect("ann").close();
        for (String other : List.of("ben", "ben", "cim", "cim", "dan", "dan", "eva")) {
            jobs.expect(other);
        }

        assertThatThrownBy(() -> jobs.expect("fay")).hasMessageContaining("8 recordings are being listened to");
        second.close();
        jobs.expect("fay").close();
    }
}
