package dev.calmroom.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which database keeps the sessions.
 *
 * @param url a JDBC URL, {@code jdbc:postgresql:…} or {@code jdbc:h2:…}
 */
public record Database(String url, String user, String password) {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final String EXAMPLE = "jdbc:postgresql://localhost:5432/calmroom";

    /**
     * Without WRITE_DELAY=0 H2 gathers commits for half a second before it writes them, and a killed server would
     * have shown what it then lost. DB_CLOSE_ON_EXIT is off because the pool closes it, after the last call is over.
     * TRACE_LEVEL_FILE is off because H2's own log of errors quotes statements, lies beside the database and is no
     * data of ours that anybody would delete.
     */
    private static final String H2_OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=5000;TRACE_LEVEL_FILE=0";

    public Database {
        if (!url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:h2:")) {
            throw new StoreUnavailableException(new StoreTrouble(
                    "CALMROOM_DATABASE_URL is not a JDBC URL of PostgreSQL: " + withoutSecrets(url),
                    "It looks like " + EXAMPLE + "; user and password have variables of their own."));
        }
    }

    /**
     * The embedded database, a file in this folder, with the password that lies beside it; there is one from here on.
     *
     * @throws StoreUnavailableException when the folder cannot be made or written
     */
    public static Database inFolder(Path data) {
        Path folder = data.toAbsolutePath().normalize();
        if (folder.toString().contains(";")) {
            throw new StoreUnavailableException(new StoreTrouble(
                    "The data folder's name has a semicolon in it: " + folder, "Give another one with --data."));
        }
        try {
            OwnersOnly.make(folder);
        } catch (IOException e) {
            throw new StoreUnavailableException(notWritable(folder), e);
        }
        if (!Files.isWritable(folder)) {
            throw new StoreUnavailableException(notWritable(folder));
        }
        return new Database(
                "jdbc:h2:file:" + folder.resolve("calmroom") + H2_OPTIONS, "calmroom", EmbeddedPassword.in(folder));
    }

    private static StoreTrouble notWritable(Path folder) {
        return new StoreTrouble(
                "The data folder %s cannot be written.".formatted(folder),
                "Give it to the user that runs Calmroom, or name another one with --data or CALMROOM_DATA.");
    }

    boolean isEmbedded() {
        return url.startsWith("jdbc:h2:");
    }

    /** For messages: where it is, without what is secret in it. */
    @Override
    public String toString() {
        return isEmbedded() ? url.substring("jdbc:h2:".length()).split(";", 2)[0] : withoutSecrets(url);
    }

    private static String withoutSecrets(String url) {
        return url.replaceAll("//[^/@]*@", "//").replaceAll("\\?.*", "");
    }

    /** @throws StoreUnavailableException when no connection can be had, with what to do about it */
    HikariDataSource open() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(10);
        config.setMinimumIdle(2);
        // A caller is waiting on the line: rather buffer after two seconds than be silent for thirty.
        config.setConnectionTimeout(2_000);
        config.setValidationTimeout(1_000);
        config.setInitializationFailTimeout(1);
        if (!isEmbedded()) {
            config.addDataSourceProperty("connectTimeout", "2");
            config.addDataSourceProperty("socketTimeout", "5");
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.addDataSourceProperty("ApplicationName", "calmroom");
        }
        try {
            return isEmbedded() ? openFile(config) : new HikariDataSource(config);
        } catch (SQLException | RuntimeException e) {
            throw new StoreUnavailableException(StoreTrouble.of(e).at(this), e);
        }
    }

    /** The pool would log a refused password as an error before anything could be done about it. */
    private HikariDataSource openFile(HikariConfig config) throws SQLException {
        try (var _ = EmbeddedPassword.connect(url, user, password)) {
            keepToOwner();
            return new HikariDataSource(config);
        }
    }

    /** A folder that was there may let others in; the file with everybody's words does not. */
    private void keepToOwner() {
        try {
            OwnersOnly.keep(Path.of(toString().replaceFirst("^file:", "") + ".mv.db"));
        } catch (IOException | InvalidPathException e) {
            LOG.warn("the database's file may be readable for other accounts of this machine: {}", e.getMessage());
        }
    }
}
