package dev.calmroom.app;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Begins to learn the frameworks before anything else is made: it takes longest, and nobody needs it at once. */
@Configuration(proxyBeanMethods = false)
class AppraisalConfiguration {

    @Bean
    Appraisers appraisers(ServiceSettings settings) {
        Appraisers appraisers = new Appraisers(settings.promptsFolder());
        Thread.ofPlatform().name("learning").daemon().start(appraisers::learnAhead);
        return appraisers;
    }
}
