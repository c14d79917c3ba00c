package dev.calmroom.app;

import dev.calmroom.report.GradingDesk;
import dev.calmroom.report.Reports;
import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.BufferedEventLog;
import dev.calmroom.storage.Jobs;
import dev.calmroom.storage.Leases;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.web.Deletion;
import dev.calmroom.web.Keeping;
import dev.calmroom.web.SoundJobs;
import dev.calmroom.web.WaitingRecordings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done about sessions by whichever server comes first. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {
    static final String GRADE = "grade";
    private static final String DELETE = "delete";

    @Bean
    Deletion deletion(
            Jobs jobs,
            SessionIndex sessions,
            AudioArchive archive,
            BufferedEventLog log,
            Reports reports,
            GradingDesk desk,
            SoundJobs sounds) {
        return new Deletion(session -> jobs.add(DELETE, session, "it was asked for"), sessions, archive, session -> {
            log.forget(session);
            reports.forget(session);
            desk.forget(session);
            sounds.forget(session);
        });
    }

    @Bean
    Retention retention(SessionIndex sessions, Deletion deletion, AudioArchive archive, ServiceSettings settings) {
        return new Retention(
                sessions, deletion, archive, Duration.ofDays(settings.sessions().days()), Clock.systemUTC());
    }

    @Bean
    Keeping keeping(ServiceSettings settings) {
        return new Keeping(settings.sessions().days(), settings.audio().days());
    }

    @Bean
    LeftUngraded leftUngraded(Leases leases, GradingDesk desk) {
        return new LeftUngraded(leases, desk);
    }

    @Bean(defaultCandidate = false)
    ScheduledExecutorService tending(Retention retention, LeftUngraded left, WaitingRecordings recordings) {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("tending").factory());
        var _ = scheduler.scheduleWithFixedDelay(retention, 0, 60, TimeUnit.MINUTES);
        var _ = scheduler.scheduleWithFixedDelay(() -> recordings.tend(Instant.now()), 0, 5, TimeUnit.MINUTES);
        var _ = scheduler.scheduleWithFixedDelay(left, 5, 5, TimeUnit.SECONDS);
        return scheduler;
    }

    /** From when all is there that the work needs, until before anything of it is closed. */
    @Bean
    SmartLifecycle work(Jobs jobs, GradingDesk desk, Deletion deletion) {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                jobs.start(Map.of(GRADE, grading(desk), DELETE, (session, because) -> deletion.carryOut(session)));
                running = true;
            }

            @Override
            public void stop() {
                jobs.close();
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }
        };
    }

    private static Jobs.Work grading(GradingDesk desk) {
        return new Jobs.Work() {
            @Override
            public void run(String session, String because) {
                desk.grade(session, because);
            }

            @Override
            public boolean isDueAgain(String session) {
                return desk.isOutdated(session);
            }
        };
    }
}
