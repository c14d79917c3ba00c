package dev.calmroom.app;

import dev.calmroom.call.Switchboard;
import dev.calmroom.exam.ExamResults;
import dev.calmroom.exam.ModelDesk;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.web.AuthorsDoor;
import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is told of the language models, and who may have them checked. */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

    @Bean
    ModelDesk modelDesk(
            PersonaModel persona, GraderModel grader, ExamResults exams, ScenarioShelf shelf, Switchboard switchboard) {
        return new ModelDesk(
                ModelDesk.Subject.of(persona.language(), grader.language()),
                exams,
                () -> shelf.current(shelf.ids().getFirst()),
                switchboard::lines,
                Clock.systemUTC(),
                check -> Thread.ofVirtual().name("model-check").start(check));
    }

    @Bean
    FilterRegistrationBean<AuthorsDoor> modelDoor() {
        FilterRegistrationBean<AuthorsDoor> door =
                new FilterRegistrationBean<>(new AuthorsDoor("What is told of the language models"));
        door.addUrlPatterns("/api/model", "/api/model/*");
        return door;
    }
}
