package dev.calmroom.web;

import dev.calmroom.appraisal.Appraiser;
import dev.calmroom.language.LanguageModels;
import dev.calmroom.language.ModelSettings;
import dev.calmroom.persona.Casting;
import dev.calmroom.persona.Ear;
import dev.calmroom.persona.EmbeddingEar;
import dev.calmroom.recognition.SpeechRecognizer;
import dev.calmroom.scenario.HearingCues;
import dev.calmroom.scenario.Scenario;
import dev.calmroom.scenario.ScenarioFiles;
import dev.calmroom.session.Engines;
import dev.calmroom.synthesis.SpeechSynthesizer;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.nio.file.Path;
import java.util.Map;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Who hears, feels and words for the persona. What is learned from files is learned once for each version of them. */
@Configuration(proxyBeanMethods = false)
class CastConfiguration {

    static Path prompts(Environment settings) {
        return Path.of(settings.getProperty("calmroom.prompts", "prompts"));
    }

    @Bean
    ScenarioFiles scenarioFiles(Environment settings) {
        return new ScenarioFiles(prompts(settings));
    }

    @Bean
    EmbeddingModel embeddingModel() {
        return new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
    }

    /** Closed by the context; its threads only run deadlines and the understudy's few milliseconds. */
    @Bean(defaultCandidate = false)
    ScheduledExecutorService wordingTimer() {
        return Executors.newScheduledThreadPool(
                2, Thread.ofPlatform().name("wording-", 0).daemon().factory());
    }

    @Bean
    Casting casting(
            Environment settings,
            EmbeddingModel embeddings,
            @Qualifier("wordingTimer") ScheduledExecutorService wordingTimer) {
        return new Casting(
                prompts(settings),
                LanguageModels.connect(ModelSettings.from(settings::getProperty)),
                embeddings,
                wordingTimer,
                InstantSource.system());
    }

    @Bean
    Cast cast(
            Environment settings,
            EmbeddingModel embeddings,
            Casting casting,
            SpeechRecognizer recognizer,
            SpeechSynthesizer voice) {
        Path prompts = prompts(settings);
        Function<Scenario, Appraiser> appraisers = once(scenario -> (turn, before) ->
                new dev.calmroom.appraisal.Appraisal(
                        java.util.List.of(new dev.calmroom.appraisal.Move("regulate", turn.text(), 0.9, 0.9)),
                        java.util.List.of()));
        Function<Scenario, Ear> ears =
                once(scenario -> new EmbeddingEar(embeddings, HearingCues.read(prompts), scenario.questions()));
        return new ScenarioCast(
                appraisers,
                ears,
                casting,
                () -> new Engines(recognizer.name(), voice.name(), casting.name(), "built-in", "built-in"));
    }

    private static <T> Function<Scenario, T> once(Function<Scenario, T> maker) {
        Map<String, T> made = new ConcurrentHashMap<>();
        return scenario -> made.computeIfAbsent(scenario.sha256(), key -> maker.apply(scenario));
    }

    @Bean
    dev.calmroom.call.Switchboard.AfterCall afterCall() {
        return session -> java.util.Optional.empty();
    }
}
