package dev.calmroom.storage;

import dev.calmroom.log.LogUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.TransactionException;

/**
 * What is wrong with the store, in words for somebody who has never seen its driver.
 *
 * @param what what happened, one sentence
 * @param remedy what to do about it
 */
record StoreTrouble(String what, String remedy) {
    /** Where the data folder's own limits are meant, and not a server's. */
    private static final String H2 = "org.h2";

    static StoreTrouble of(Throwable failure) {
        UnknownHostException unknown = find(failure, UnknownHostException.class);
        if (unknown != null) {
            return new StoreTrouble(
                    "No machine is known by the database's host name %s.".formatted(unknown.getMessage()),
                    "Check the host in CALMROOM_DATABASE_URL; in a compose file it is the service's name.");
        }
        SQLException sql = find(failure, SQLException.class);
        if (sql == null) {
            return other(failure);
        }
        String state = sql.getSQLState() == null ? "" : sql.getSQLState();
        boolean embedded = sql.getClass().getName().startsWith(H2);
        return embedded ? inFile(sql, sql.getErrorCode()) : onServer(sql, state);
    }

    private static StoreTrouble onServer(SQLException failure, String state) {
        return switch (state) {
            case "28P01", "28000" ->
                new StoreTrouble(
                        "The database refused the user or the password: " + brief(failure),
                        "Check CALMROOM_DATABASE_USER and CALMROOM_DATABASE_PASSWORD.");
            case "3D000" ->
                new StoreTrouble(
                        "The database server answers, but there is no such database: " + brief(failure),
                        "Create it (`createdb NAME`, or `create database NAME`), or correct the end of"
                                + " CALMROOM_DATABASE_URL.");
            case "42501" ->
                new StoreTrouble(
                        "The database user may not do what is needed: " + brief(failure),
                        "Give it the right to create tables: `grant create, usage on schema public to USER`.");
            case "53100" ->
                new StoreTrouble(
                        "The database server's disk is full.",
                        "Free space there, or delete old sessions; what waits is written by itself then.");
            case "53300" ->
                new StoreTrouble(
                        "The database server takes no more connections.",
                        "Raise max_connections there, or stop what holds them.");
            default ->
                connectionLost(failure, state)
                        ? new StoreTrouble(
                                "The database does not answer: " + brief(failure),
                                "Start it, or check host and port in CALMROOM_DATABASE_URL.")
                        : other(failure);
        };
    }

    private static boolean connectionLost(SQLException failure, String state) {
        return state.startsWith("08")
                || state.startsWith("57P")
                || state.isEmpty()
                || find(failure, ConnectException.class) != null;
    }

    /** The codes are those of {@code org.h2.api.ErrorCode}. */
    private static StoreTrouble inFile(SQLException failure, int code) {
        if (isFullDisk(failure) || code == 90100) {
            return new StoreTrouble(
                    "The disk that holds the data folder is full.",
                    "Free space there, or start with --data on another disk; what waits is written by itself then.");
        }
        return switch (code) {
            case EmbeddedPassword.REFUSED ->
                new StoreTrouble(
                        "The session file in the data folder has another password than the one in %s beside it."
                                .formatted(EmbeddedPassword.FILE),
                        "Put back the %s that belongs to it (a backup has both), or name another data folder with --data."
                                .formatted(EmbeddedPassword.FILE));
            case 90020 ->
                new StoreTrouble(
                        "Another program has the data folder open.",
                        "Stop the other Calmroom, or give this one a folder of its own with --data.");
            case 90030 ->
                new StoreTrouble(
                        "The session file in the data folder is damaged: " + brief(failure),
                        "Move the data folder away and start again; keep the file if you need what is in it.");
            case 90048 ->
                new StoreTrouble(
                        "The session file in the data folder is of another version of H2.",
                        "Start the Calmroom that wrote it, or another data folder with --data.");
            default ->
                new StoreTrouble(
                        "The session file in the data folder cannot be used: " + brief(failure),
                        "Check that the folder exists, may be written, and that its disk works.");
        };
    }

    /** H2 buries it deep among its own. */
    private static boolean isFullDisk(Throwable failure) {
        int guard = 0;
        for (Throwable cause = failure; cause != null && guard < 20; cause = cause.getCause(), guard++) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof IOException
                    && (message.contains("no space left")
                            || message.contains("file too large")
                            || message.contains("quota exceeded"))) {
                return true;
            }
        }
        return false;
    }

    private static StoreTrouble other(Throwable failure) {
        return new StoreTrouble(
                "The store failed: " + brief(failure), "The log names the cause; please report it if it persists.");
    }

    /**
     * A store that is away may come back, so what could not be written may wait; a statement or a value that it
     * refuses will be refused for ever.
     */
    static boolean passes(Throwable failure) {
        return !(failure instanceof DataIntegrityViolationException
                || failure instanceof BadSqlGrammarException
                || failure instanceof InvalidDataAccessApiUsageException);
    }

    /** The same, with the place where it is so. */
    StoreTrouble at(Database database) {
        return new StoreTrouble("%s (%s)".formatted(what, database), remedy);
    }

    /** Does some work with the database; one that is away is told in our own words. */
    static <T> T orUnavailable(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessException | TransactionException e) {
            throw of(e).asException(e);
        }
    }

    RuntimeException asException(RuntimeException cause) {
        return passes(cause) ? new LogUnavailableException(what, cause) : cause;
    }

    private static String brief(Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String first = message.lines().findFirst().orElse("").strip();
        return first.endsWith(".") ? first : first + ".";
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> kind) {
        T deepest = null;
        int guard = 0;
        for (Throwable cause = failure; cause != null && guard < 20; cause = cause.getCause(), guard++) {
            if (kind.isInstance(cause)) {
                deepest = kind.cast(cause);
            }
        }
        return deepest;
    }
}
