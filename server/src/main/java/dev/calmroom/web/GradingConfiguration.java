package dev.calmroom.web;

import dev.calmroom.call.Switchboard;
import dev.calmroom.grading.Graders;
import dev.calmroom.grading.GradingDesk;
import dev.calmroom.session.EventLog;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Grades calls when they are over. */
@Configuration(proxyBeanMethods = false)
class GradingConfiguration {

    @Bean
    Graders graders(Environment settings, Appraisers appraisers) {
        return new Graders(CastConfiguration.prompts(settings), appraisers, (rubric, prompt) -> Optional.empty());
    }

    @Bean
    GradingDesk gradingDesk(EventLog log, Graders graders) {
        return new GradingDesk(
                log,
                started -> graders.grader(started.framework()),
                Executors.newVirtualThreadPerTaskExecutor(),
                Thread::sleep,
                Clock.systemUTC());
    }

    @Bean
    Switchboard.AfterCall afterCall(GradingDesk desk) {
        return desk::conclude;
    }
}
