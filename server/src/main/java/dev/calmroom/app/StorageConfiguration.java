package dev.calmroom.app;

import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.BufferedEventLog;
import dev.calmroom.storage.Jobs;
import dev.calmroom.storage.Leases;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.storage.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the store that the settings name. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServiceSettings.class)
public class StorageConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(StorageConfiguration.class);

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
        return Executors.newSingleThreadExecutor(Thread.ofPlatform()
                .daemon()
                .name("packing")
                .factory());
    }

    @Bean
    AudioArchive audioArchive(ServiceSettings settings, @Qualifier("packing") ExecutorService packing) {
        Duration kept = Duration.ofDays(settings.audio().days());
        AudioArchive archive = new AudioArchive(settings.dataFolder().resolve("audio"), kept, packing);
        archive.tend(Instant.now());
        return archive;
    }

    /** What is kept for days only is looked for while the service runs, too. */
    @Bean(defaultCandidate = false)
    ScheduledExecutorService forgetting(AudioArchive archive) {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("forgetting").factory());
        var _ = scheduler.scheduleWithFixedDelay(() -> tend(archive), 1, 1, TimeUnit.HOURS);
        return scheduler;
    }

    /** A schedule ends at the first exception, and nobody would notice. */
    private static void tend(AudioArchive archive) {
        try {
            archive.tend(Instant.now());
        } catch (RuntimeException e) {
            LOG.error("The kept sound could not be looked through", e);
        }
    }
}
