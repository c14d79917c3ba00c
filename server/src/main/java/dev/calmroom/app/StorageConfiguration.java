package dev.calmroom.app;

import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.BufferedEventLog;
import dev.calmroom.storage.IncomingSounds;
import dev.calmroom.storage.Jobs;
import dev.calmroom.storage.Leases;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.storage.Store;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the store that the settings name. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServiceSettings.class)
public class StorageConfiguration {

    @Bean
    Store store(ServiceSettings settings) {
        return Store.open(settings.databaseToOpen());
    }

    @Bean(destroyMethod = "")
    BufferedEventLog eventLog(Store store) {
        return store.log();
    }

    /** The store closes it, before the database. */
    @Bean(destroyMethod = "")
    Jobs jobs(Store store) {
        return store.jobs();
    }

    @Bean(destroyMethod = "")
    Leases leases(Store store) {
        return store.leases();
    }

    @Bean
    SessionIndex sessionIndex(Store store) {
        return store.sessions();
    }

    /** For Spring's own metrics; the store closes it. */
    @Bean(destroyMethod = "")
    DataSource dataSource(Store store) {
        return store.source();
    }

    /** One recording after the other: two at once would take a core each from the calls. */
    @Bean(defaultCandidate = false)
    ExecutorService packing() {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("packing").factory());
    }

    @Bean
    IncomingSounds incomingSounds(ServiceSettings settings) {
        return new IncomingSounds(settings.dataFolder().resolve("incoming"));
    }

    @Bean
    AudioArchive audioArchive(ServiceSettings settings, @Qualifier("packing") ExecutorService packing) {
        Duration kept = Duration.ofDays(settings.audio().days());
        return new AudioArchive(settings.dataFolder().resolve("audio"), kept, packing);
    }
}
