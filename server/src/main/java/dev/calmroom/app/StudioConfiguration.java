package dev.calmroom.app;

import dev.calmroom.authoring.EditedFiles;
import dev.calmroom.authoring.PromptsInUse;
import dev.calmroom.authoring.Trials;
import dev.calmroom.exam.ExamResults;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.log.EventLog;
import dev.calmroom.recognition.ModelCache;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.tuning.ModelSource;
import dev.calmroom.web.AuthorsDoor;
import dev.calmroom.web.PastSessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Prompts edited from the page: only where the service was started with {@code --studio}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("calmroom.studio")
class StudioConfiguration {

    @Bean
    EditedFiles editedFiles(PromptsInUse prompts, ServiceSettings settings) throws IOException {
        return new EditedFiles(
                prompts,
                settings.dataFolder().resolve("prompt-versions"),
                Files.createTempDirectory("calmroom-studio"),
                Clock.systemUTC());
    }

    @Bean(destroyMethod = "close")
    Trials trials(
            PromptsInUse prompts, EditedFiles files, PersonaModel model, ExamResults exams, Environment environment)
            throws IOException {
        Path work = Files.createTempDirectory("calmroom-trials");
        Trials.Voice voice = new Trials.Voice(
                model.language().map(LanguageModel::name).orElse(null),
                new ModelSource(environment::getProperty, exams.manners()));
        return new Trials(
                prompts, files, work, ModelCache.standard(System.getenv()).place(), voice);
    }

    @Bean
    PastSessions pastSessions(SessionIndex sessions, EventLog log, ScenarioShelf scenarios) {
        return new PastSessions(sessions, log, scenarios);
    }

    @Bean
    FilterRegistrationBean<AuthorsDoor> studioDoor() {
        FilterRegistrationBean<AuthorsDoor> door = new FilterRegistrationBean<>(new AuthorsDoor("The studio"));
        door.addUrlPatterns("/api/studio", "/api/studio/*");
        return door;
    }
}
