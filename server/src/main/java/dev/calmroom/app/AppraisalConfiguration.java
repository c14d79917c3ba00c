package dev.calmroom.app;

import dev.calmroom.authoring.PromptsInUse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Begins to learn the frameworks before anything else is made: it takes longest, and nobody needs it at once. */
@Configuration(proxyBeanMethods = false)
class AppraisalConfiguration {

    @Bean
    Appraisers appraisers(PromptsInUse prompts) {
        Appraisers appraisers = new Appraisers(prompts.folder());
        Thread.ofPlatform().name("learning").daemon().start(appraisers::learnAhead);
        return appraisers;
    }
}
