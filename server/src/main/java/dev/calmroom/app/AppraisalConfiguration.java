package dev.calmroom.app;

import dev.calmroom.authoring.PromptsInUse;
import dev.calmroom.replay.BuiltInEngines;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Begins to learn the frameworks before anything else is made: it takes longest, and nobody needs it at once. */
@Configuration(proxyBeanMethods = false)
class AppraisalConfiguration {

    @Bean
    BuiltInEngines builtInEngines() {
        return new BuiltInEngines();
    }

    @Bean
    Appraisers appraisers(PromptsInUse prompts, BuiltInEngines engines) {
        Appraisers appraisers = new Appraisers(prompts.folder(), engines);
        Thread.ofPlatform().name("learning").daemon().start(appraisers::learnAhead);
        return appraisers;
    }
}
