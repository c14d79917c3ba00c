package dev.calmroom.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open store: a pool of connections to a database whose schema is up to date. */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final HikariDataSource source;
    private final ScheduledExecutorService scheduler;
    private final BufferedEventLog log;
    private final SessionIndex sessions;
    private final Jobs jobs;
    private final Leases leases;

    private Store(HikariDataSource source, boolean embedded) {
        this.source = source;
        scheduler = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("store-retry").factory());
        String me = UUID.randomUUID().toString();
        leases = new Leases(source, me, scheduler);
        sessions = new SessionIndex(source);
        log = new BufferedEventLog(
                new JdbcEventLog(source, me, sessions::begun),
                BufferedEventLog.DEFAULT_BOUND,
                RETRY_AFTER,
                scheduler,
                embedded ? this::reopen : () -> {});
        jobs = new Jobs(source);
        var _ = scheduler.scheduleWithFixedDelay(
                this::settle, RETRY_AFTER.toMillis(), RETRY_AFTER.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Connects and brings the schema up to date.
     *
     * @throws StoreUnavailableException when that cannot be done, with what to do about it
     */
    public static Store open(Database database) {
        HikariDataSource source = database.open();
        try {
            migrate(source, database);
            return new Store(source, database.isEmbedded());
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static void migrate(DataSource source, Database database) {
        try {
            // A schema from a newer program is refused: this one does not know what it may write there.
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .ignoreMigrationPatterns(new String[0])
                    .load()
                    .migrate();
        } catch (FlywayValidateException e) {
            throw new StoreUnavailableException(
                    new StoreTrouble(
                                    "The tables are not those that this version of Calmroom made.",
                                    "Start the version that wrote them last, or give this one another database.")
                            .at(database),
                    e);
        } catch (FlywayException e) {
            throw new StoreUnavailableException(StoreTrouble.of(e).at(database), e);
        }
    }

    /**
     * H2 refuses all work on a file that it could once not write, also when there is space again; it has to be closed
     * and opened. As after a kill, what was committed is in the file.
     */
    private void reopen() {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("shutdown immediately");
        } catch (SQLException e) {
            LOG.debug("closing the file said", e);
        }
        source.getHikariPoolMXBean().softEvictConnections();
    }

    public BufferedEventLog log() {
        return log;
    }

    public SessionIndex sessions() {
        return sessions;
    }

    public Jobs jobs() {
        return jobs;
    }

    public Leases leases() {
        return leases;
    }

    public DataSource source() {
        return source;
    }

    private void settle() {
        try {
            sessions.settleAll();
        } catch (RuntimeException away) {
            LOG.debug("whose some sessions are waits for the database", away);
        }
    }

    /** Writes what still waits, if it can, and lets go of the database. */
    @Override
    public void close() {
        jobs.close();
        leases.release();
        log.close();
        settle();
        scheduler.shutdownNow();
        source.close();
    }
}
