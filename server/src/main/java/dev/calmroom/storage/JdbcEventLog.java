package dev.calmroom.storage;

import static dev.calmroom.storage.StoreTrouble.orUnavailable;

import dev.calmroom.log.EventJson;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.Origin;
import dev.calmroom.log.SessionElsewhereException;
import dev.calmroom.log.SessionEvent;
import dev.calmroom.log.SessionEvent.SessionStarted;
import dev.calmroom.log.SessionGoneException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The event log in a database, by the same statements in H2 and PostgreSQL. An append is one transaction: it locks the
 * session's row, takes the next number, writes, and has been committed when it returns.
 */
final class JdbcEventLog implements EventLog {
    /** Characters of who led, as the index keeps it. */
    private static final int MOST_TITLE = 100;

    private final String me;
    private final Consumer<String> begun;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    JdbcEventLog(DataSource source) {
        this(source, "", _ -> {});
    }

    /**
     * @param me the name of this process, as leases have it
     * @param begun told of each session that begins, in its transaction
     */
    JdbcEventLog(DataSource source, String me, Consumer<String> begun) {
        this.me = me;
        this.begun = begun;
        jdbc = JdbcClient.create(source);
        transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    }

    @Override
    public LoggedEvent append(String session, long at, SessionEvent event) {
        return inTransaction(() -> {
            if (event instanceof SessionStarted started) {
                return begin(session, new LoggedEvent(1, at, started), started);
            }
            return write(session, new LoggedEvent(lockedLast(session, event) + 1, at, event));
        });
    }

    @Override
    public void appendAll(String session, List<LoggedEvent> events) {
        orUnavailable(() -> transaction.execute(_ -> {
            LoggedEvent first = events.getFirst();
            if (!(first.event() instanceof SessionStarted started)) {
                throw new IllegalArgumentException("a session begins with its beginning");
            }
            begin(session, new LoggedEvent(1, first.at(), started), started);
            for (int i = 1; i < events.size(); i++) {
                LoggedEvent next = events.get(i);
                if (next.event() instanceof SessionStarted) {
                    throw new IllegalArgumentException("begins a second time at its event " + (i + 1));
                }
                write(session, new LoggedEvent(i + 1L, next.at(), next.event()));
            }
            return events.size();
        }));
    }

    /**
     * Writes an event that was numbered while the store was away. Harmless when it is there already: a connection that
     * broke while committing leaves its own outcome unknown.
     *
     * @throws SequenceTakenException when another event has that number
     * @throws SessionGoneException when the session is not there
     */
    void keep(String session, LoggedEvent logged) {
        inTransaction(() -> {
            if (logged.event() instanceof SessionStarted started
                    && row(session, "").isEmpty()) {
                return begin(session, logged, started);
            }
            long last = lockedLast(session, logged.event());
            if (logged.sequence() == last + 1) {
                return write(session, logged);
            }
            boolean same = read(session, logged.sequence() - 1).stream()
                    .findFirst()
                    .map(EventJson::write)
                    .filter(EventJson.write(logged)::equals)
                    .isPresent();
            if (!same) {
                throw new SequenceTakenException(session, logged.sequence());
            }
            return logged;
        });
    }

    @Override
    public List<LoggedEvent> read(String session, long after) {
        return orUnavailable(() -> jdbc.sql(
                        "select sequence, at_millis, body from events where session_id = :id and sequence > :after"
                                + " order by sequence")
                .param("id", session)
                .param("after", after)
                .query((row, n) -> new LoggedEvent(
                        row.getLong("sequence"), row.getLong("at_millis"), EventJson.readEvent(row.getString("body"))))
                .list());
    }

    /** Returns when the store answers. */
    void ping() {
        orUnavailable(() -> jdbc.sql("select 1").query(Integer.class).single());
    }

    private LoggedEvent begin(String session, LoggedEvent logged, SessionStarted started) {
        try {
            Origin origin = started.forkedFrom();
            jdbc.sql("insert into sessions"
                            + " (id, scenario, started_at, last_sequence, last_at_millis, turns, forked_session, forked_turn, led_by)"
                            + " values (:id, :scenario, :started, 1, :at, 0, :forkedSession, :forkedTurn, :ledBy)")
                    .param("id", session)
                    .param("scenario", started.scenario())
                    .param("started", started.startedAt().atOffset(ZoneOffset.UTC))
                    .param("at", logged.at())
                    .param("forkedSession", origin == null ? null : origin.session(), Types.VARCHAR)
                    .param("forkedTurn", origin == null ? null : origin.turn(), Types.INTEGER)
                    .param("ledBy", ledBy(started), Types.VARCHAR)
                    .update();
        } catch (DuplicateKeyException e) {
            throw new IllegalArgumentException("session " + session + " has already started", e);
        }
        begun.accept(session);
        insert(session, logged);
        return logged;
    }

    /**
     * A file that is brought in may say more than fits: of its title the beginning tells enough. It is never cut in the
     * middle of a character: half of one can be written nowhere.
     */
    private static @Nullable String ledBy(SessionStarted started) {
        String title = started.ledBy();
        if (title == null || title.length() <= MOST_TITLE) {
            return title;
        }
        return title.substring(
                0, Character.isHighSurrogate(title.charAt(MOST_TITLE - 1)) ? MOST_TITLE - 1 : MOST_TITLE);
    }

    private LoggedEvent write(String session, LoggedEvent logged) {
        jdbc.sql("update sessions set last_sequence = :sequence, last_at_millis = greatest(last_at_millis, :at),"
                        + " turns = greatest(turns, :turn) where id = :id")
                .param("sequence", logged.sequence())
                .param("at", logged.at())
                .param("turn", turnOf(logged.event()))
                .param("id", session)
                .update();
        switch (logged.event()) {
            case SessionEvent.SessionEnded ended ->
                jdbc.sql("update sessions set ended_after_millis = :at, ending = :ending where id = :id")
                        .param("at", logged.at())
                        .param("ending", ended.text())
                        .param("id", session)
                        .update();
            case SessionEvent.SessionGraded graded ->
                jdbc.sql("update sessions set score = :score where id = :id")
                        .param("score", graded.scorecard().score())
                        .param("id", session)
                        .update();
            default -> {
                // the other events change nothing in the index but the count
            }
        }
        insert(session, logged);
        return logged;
    }

    private void insert(String session, LoggedEvent logged) {
        jdbc.sql("insert into events (session_id, sequence, at_millis, body) values (:id, :sequence, :at, :body)")
                .param("id", session)
                .param("sequence", logged.sequence())
                .param("at", logged.at())
                .param("body", EventJson.write(logged.event()))
                .update();
    }

    /**
     * @throws SessionElsewhereException when another process has the call: what happens in a call is written by one only,
     *     what is said of it afterwards by any, once it is over
     */
    private long lockedLast(String session, SessionEvent event) {
        Row row = row(session, " for update").orElseThrow(() -> new SessionGoneException(session));
        String holder = row.holder();
        if (holder != null && !holder.equals(me) && (row.live() || !isOfAfterwards(event))) {
            throw new SessionElsewhereException(session);
        }
        return row.last();
    }

    /** @param holder of the lease; null where nobody ever had one */
    private record Row(long last, @Nullable String holder, boolean live) {}

    private Optional<Row> row(String session, String lock) {
        return jdbc.sql("select last_sequence, lease_holder, lease_until > current_timestamp as live from sessions"
                        + " where id = :id" + lock)
                .param("id", session)
                .query((row, n) ->
                        new Row(row.getLong("last_sequence"), row.getString("lease_holder"), row.getBoolean("live")))
                .optional();
    }

    private static boolean isOfAfterwards(SessionEvent event) {
        return switch (event) {
            case SessionEvent.SessionGraded _,
                    SessionEvent.HeardAgain _,
                    SessionEvent.LineCorrected _,
                    SessionEvent.VerdictOverridden _,
                    SessionEvent.VerdictTakenBack _,
                    SessionEvent.CommentLeft _,
                    SessionEvent.CommentTakenBack _ -> true;
            default -> false;
        };
    }

    private static int turnOf(SessionEvent event) {
        return switch (event) {
            case SessionEvent.LeaderSpoke spoke -> spoke.turn();
            case SessionEvent.PersonaSpoke spoke -> spoke.turn();
            default -> 0;
        };
    }

    private LoggedEvent inTransaction(Supplier<LoggedEvent> work) {
        return orUnavailable(() -> {
            LoggedEvent logged = transaction.execute(status -> work.get());
            if (logged == null) {
                throw new IllegalStateException("the transaction gave nothing back");
            }
            return logged;
        });
    }
}
