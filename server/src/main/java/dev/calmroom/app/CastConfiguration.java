package dev.calmroom.app;

import dev.calmroom.authoring.PromptsInUse;
import dev.calmroom.exam.ExamResults;
import dev.calmroom.judging.Graders;
import dev.calmroom.language.LanguageModel;
import dev.calmroom.language.LanguageModels;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.log.Engines;
import dev.calmroom.persona.Manners;
import dev.calmroom.persona.PersonaAgents;
import dev.calmroom.persona.ReadingModels;
import dev.calmroom.recognition.SecondHearing;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.replay.BuiltInEngines;
import dev.calmroom.roleplay.Cast;
import dev.calmroom.scenario.ScenarioShelf;
import dev.calmroom.synthesis.SpeechSynthesizer;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Who hears, feels and words for the persona. What is learned from files is learned once for each version of them. */
@Configuration(proxyBeanMethods = false)
class CastConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(CastConfiguration.class);

    /** Everything that a call needs is read from here, never from the author's folder itself. */
    @Bean(destroyMethod = "close")
    PromptsInUse promptsInUse(ServiceSettings settings) throws IOException {
        return new PromptsInUse(
                settings.promptsFolder(),
                Files.createTempDirectory("calmroom-prompts"),
                refused -> LOG.warn(
                        "Edited prompts are not used until this is put right:\n{}",
                        refused.stream().map(Object::toString).collect(Collectors.joining("\n"))));
    }

    @Bean
    ScenarioShelf scenarioShelf(PromptsInUse prompts) {
        return new ScenarioShelf(
                prompts.folder(),
                prompts::look,
                refused -> LOG.warn("Prompts cannot be used:\n{}", refused.getMessage()));
    }

    @Bean
    EmbeddingModel embeddingModel(BuiltInEngines engines) {
        return engines.embeddings();
    }

    /** Closed by the context; its threads only run deadlines and the understudy's few milliseconds. */
    @Bean(defaultCandidate = false)
    ScheduledExecutorService wordingTimer() {
        return Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().name("wording-", 0).daemon().factory());
    }

    @Bean
    ExamResults examResults(ServiceSettings settings) {
        return new ExamResults(settings.dataFolder());
    }

    /** Loaded from now on, so that no caller waits for that. */
    @Bean
    PersonaModel personaModel(Environment environment) {
        PersonaModel model = new PersonaModel(LanguageModels.connect(ModelSettings.from(environment::getProperty)));
        model.language().ifPresent(LanguageModel::keepAwake);
        return model;
    }

    @Bean
    PersonaAgents casting(
            PromptsInUse prompts,
            Environment environment,
            PersonaModel personaModel,
            ExamResults exams,
            EmbeddingModel embeddings,
            @Qualifier("wordingTimer") ScheduledExecutorService wordingTimer) {
        return new PersonaAgents(
                prompts.folder(),
                personaModel.language(),
                Manners.from(environment::getProperty, exams.manners()),
                embeddings,
                wordingTimer,
                InstantSource.system());
    }

    /** Who reads the leader's turns beside the ear. */
    @Bean
    ReadingModels readers(
            PromptsInUse prompts,
            Environment environment,
            PersonaModel personaModel,
            ExamResults exams,
            @Qualifier("wordingTimer") ScheduledExecutorService wordingTimer) {
        return new ReadingModels(
                prompts.folder(),
                personaModel.language(),
                ReadingModels.Use.from(environment::getProperty, exams.manners()),
                wordingTimer,
                InstantSource.system());
    }

    @Bean
    Cast cast(
            PromptsInUse inUse,
            Appraisers appraisers,
            BuiltInEngines builtIn,
            PersonaAgents casting,
            ReadingModels readers,
            Supplier<Engines> engines) {
        Path prompts = inUse.folder();
        return new ScenarioCast(
                appraisers, scenario -> builtIn.ear(prompts, scenario, scenario.sha256()), casting, readers, engines);
    }

    /** Who does what, as the page names it. */
    @Bean
    Supplier<Engines> engines(
            SpeechRecognizer recognizer,
            SecondHearing second,
            SpeechSynthesizer voice,
            PersonaAgents casting,
            ReadingModels readers,
            Graders graders,
            ScenarioShelf shelf) {
        return () -> {
            String framework = shelf.current(shelf.ids().getFirst()).plot().framework();
            return new Engines(
                    second.listens()
                            ? "%s, and each turn once more by %s".formatted(recognizer.name(), second.name())
                            : recognizer.name(),
                    voice.name(),
                    casting.name(),
                    readers.name()
                            .map(model -> "%s, and what each turn asks by %s".formatted(Appraisers.NAME, model))
                            .orElse(Appraisers.NAME),
                    graders.grader(framework).judge().name());
        };
    }
}
