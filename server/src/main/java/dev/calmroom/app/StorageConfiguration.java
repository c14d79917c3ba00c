package dev.calmroom.app;

import dev.calmroom.storage.AudioArchive;
import dev.calmroom.storage.BufferedEventLog;
import dev.calmroom.storage.Database;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.storage.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Opens the store that the settings name: {@code calmroom.database.url} (CALMROOM_DATABASE_URL) with {@code user} and
 * {@code password}, or a file in {@code calmroom.data} (CALMROOM_DATA) when there is none.
 */
@Configuration(proxyBeanMethods = false)
public class StorageConfiguration {

    @Bean
    Store store(Environment settings) {
        return Store.open(database(settings));
    }

    @Bean(destroyMethod = "")
    BufferedEventLog eventLog(Store store) {
        return store.log();
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

    /** {@code calmroom.audio.days} (CALMROOM_AUDIO_DAYS): how long sound is kept, 30 when not said, 0 for not at all. */
    @Bean
    AudioArchive audioArchive(Environment settings) {
        int days = settings.getProperty("calmroom.audio.days", Integer.class, 30);
        AudioArchive archive = new AudioArchive(dataFolder(settings).resolve("audio"), Duration.ofDays(days));
        archive.forget(Instant.now());
        return archive;
    }

    static Database database(Environment settings) {
        // A compose file passes a variable that nobody has set as an empty one.
        String url = settings.getProperty("calmroom.database.url", "").strip();
        if (url.isEmpty()) {
            return Database.inFolder(dataFolder(settings));
        }
        return new Database(
                url,
                settings.getProperty("calmroom.database.user", "calmroom"),
                settings.getProperty("calmroom.database.password", ""));
    }

    static Path dataFolder(Environment settings) {
        return Path.of(settings.getProperty("calmroom.data", "data"));
    }
}
