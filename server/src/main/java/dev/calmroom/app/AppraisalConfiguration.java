package dev.calmroom.app;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Begins to learn the frameworks before anything else is made: it takes longest, and nobody needs it at once. */
@Configuration(proxyBeanMethods = false)
class AppraisalConfiguration {

    @Bean
    Appraisers appraisers(Environment settings) {
        Appraisers appraisers = new Appraisers(CastConfiguration.prompts(settings));
        Thread.ofPlatform().name("learning").daemon().start(appraisers::learnAhead);
        return appraisers;
    }
}
