package dev.calmroom.app;

import dev.calmroom.report.GradingDesk;
import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.Jobs;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.web.Deletion;
import java.util.Map;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is done about sessions by whichever server comes first. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {
    static final String GRADE = "grade";
    private static final String DELETE = "delete";

    @Bean
    Deletion deletion(Jobs jobs, SessionIndex sessions, AudioArchive archive) {
        return new Deletion(session -> jobs.add(DELETE, session, "it was asked for"), sessions, archive);
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
