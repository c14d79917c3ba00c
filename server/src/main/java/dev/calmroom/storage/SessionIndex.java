package dev.calmroom.storage;

import static dev.calmroom.storage.StoreTrouble.orUnavailable;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.calmroom.log.Origin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What sessions there are. Every method throws {@link dev.calmroom.log.LogUnavailableException} when the store
 * cannot be reached.
 */
public final class SessionIndex {
    private static final int PAGE = 500;

    private static final String COLUMNS =
            "select id, scenario, started_at, last_at_millis, ended_after_millis, score, ending, turns, forked_session, forked_turn,"
                    + " handed_in, owner_name, led_by, brought_in, lease_until > current_timestamp as live from sessions";

    private static final Logger LOG = LoggerFactory.getLogger(SessionIndex.class);
    /** A call is over by then, and a database back. */
    private static final Duration A_DAY = Duration.ofDays(1);

    private static final int MOST_CALLS = 100_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate within;
    /** What the database has not taken yet. */
    private final Cache<String, Claim> waiting = Caffeine.newBuilder()
            .expireAfterAccess(A_DAY)
            .maximumSize(MOST_CALLS)
            .build();

    private record Claim(String owner, @Nullable String name, Set<String> groups) {}

    SessionIndex(DataSource source) {
        jdbc = JdbcClient.create(source);
        JdbcTransactionManager transactions = new JdbcTransactionManager(source);
        transaction = new TransactionTemplate(transactions);
        within = new TransactionTemplate(transactions);
        within.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * @param limit at most so many
     * @param offset so many are left out, for the next page
     * @return newest first
     */
    public List<SessionSummary> latest(int limit, int offset) {
        return latest((String) null, limit, offset);
    }

    /** @param owner whose; null for all */
    public List<SessionSummary> latest(@Nullable String owner, int limit, int offset) {
        String whose = owner == null ? "" : " where owner = :owner";
        return orUnavailable(
                () -> jdbc.sql(COLUMNS + whose + " order by started_at desc, id desc limit :limit offset :offset")
                        .param("owner", owner)
                        .param("limit", limit)
                        .param("offset", offset)
                        .query(SessionIndex::summary)
                        .list());
    }

    /** Everything that is somebody's, newest first; of everybody where nobody is named. */
    public List<SessionSummary> all(@Nullable String owner) {
        List<SessionSummary> all = new ArrayList<>();
        List<SessionSummary> page;
        do {
            page = latest(owner, PAGE, all.size());
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    /** As {@link #latest(int, int)}, of what somebody may see. */
    public List<SessionSummary> latest(Sight sight, int limit, int offset) {
        return orUnavailable(() -> sight.bind(jdbc.sql(COLUMNS + " where " + sight.condition()
                        + " order by started_at desc, id desc limit :limit offset :offset"))
                .param("limit", limit)
                .param("offset", offset)
                .query(SessionIndex::summary)
                .list());
    }

    /** Whether there is such a session, and somebody may see it. */
    public boolean isSeen(String id, Sight sight) {
        return orUnavailable(
                () -> sight.bind(jdbc.sql("select count(*) from sessions where id = :id and " + sight.condition()))
                                .param("id", id)
                                .query(Integer.class)
                                .single()
                        > 0);
    }

    /**
     * Shows a session to its owner's trainers, or to its owner alone again. What is handed in is over: one that was cut off
     * cannot be gone on with any more.
     */
    public void handIn(String id, boolean handedIn) {
        String over = handedIn ? ", resume_hash = null, resume_before = null" : "";
        orUnavailable(() -> jdbc.sql("update sessions set handed_in = :in" + over + " where id = :id")
                .param("in", handedIn)
                .param("id", id)
                .update());
    }

    /** It came from a file, and is shown as such. */
    public void markBroughtIn(String id) {
        orUnavailable(() -> jdbc.sql("update sessions set brought_in = true where id = :id")
                .param("id", id)
                .update());
    }

    /**
     * The best score of all calls of a scenario that were graded and that a person led, by scenario.
     *
     * @param owner whose; null for everybody's
     */
    public Map<String, Integer> best(@Nullable String owner) {
        String whose = owner == null ? "" : " and owner = :owner";
        return orUnavailable(() -> {
            Map<String, Integer> best = new HashMap<>();
            jdbc.sql("select scenario, max(score) as best from sessions where score is not null and led_by is null"
                            + whose + " group by scenario")
                    .param("owner", owner)
                    .query((ResultSet row) -> {
                        best.put(row.getString("scenario"), row.getInt("best"));
                    });
            return best;
        });
    }

    public Optional<SessionSummary> find(String id) {
        return orUnavailable(() -> jdbc.sql(COLUMNS + " where id = :id")
                .param("id", id)
                .query(SessionIndex::summary)
                .optional());
    }

    /** To whom a session belongs; empty where there is none, or it is nobody's. */
    public Optional<String> owner(String id) {
        return orUnavailable(() -> jdbc.sql("select owner from sessions where id = :id and owner is not null")
                .param("id", id)
                .query(String.class)
                .optional());
    }

    /** The groups of which its owner was when it was claimed, in the order of their names. */
    public List<String> groups(String id) {
        return orUnavailable(() -> jdbc.sql("select name from session_groups where session_id = :id order by name")
                .param("id", id)
                .query(String.class)
                .list());
    }

    /**
     * From now on it belongs to somebody; one that does already goes on belonging to whom it did.
     *
     * @param name what trainers read whose it is by; null where it has none
     * @param groups whose trainers may see it once it is handed in
     * @return whether there is such a session
     */
    public boolean claim(String id, String owner, @Nullable String name, Set<String> groups) {
        return orUnavailable(() -> {
            // Both or neither: without its groups it would be handed in, and no trainer would see it.
            transaction.executeWithoutResult(_ -> claimWithGroups(id, owner, name, groups));
            return find(id).isPresent();
        });
    }

    /**
     * As {@link #claim}, of a session that the database cannot be asked for now: written in the transaction that begins it
     * there, or else within a second of the database being back.
     */
    public void claimLater(String id, String owner, @Nullable String name, Set<String> groups) {
        waiting.put(id, new Claim(owner, name, groups));
    }

    /** In a transaction that has just begun the session. Should the claim be refused, the call is kept all the same. */
    void begun(String id) {
        Claim claim = waiting.getIfPresent(id);
        if (claim != null) {
            try {
                within.executeWithoutResult(_ -> claimWithGroups(id, claim.owner(), claim.name(), claim.groups()));
            } catch (DataIntegrityViolationException e) {
                LOG.error("whose session {} is cannot be kept", id, e);
            }
        }
    }

    /** Writes whose a session is, where that waits to be written. */
    public void settle(String id) {
        waiting.asMap().computeIfPresent(id, (session, claim) -> settled(session, claim) ? null : claim);
    }

    /** Of all sessions: as the database cannot be asked before it is back, one that fails stands for those behind it. */
    public void settleAll() {
        List.copyOf(waiting.asMap().keySet()).forEach(this::settle);
    }

    /** Also where the database refuses it for good, so that those behind it are settled. */
    private boolean settled(String id, Claim claim) {
        try {
            return claim(id, claim.owner(), claim.name(), claim.groups());
        } catch (DataIntegrityViolationException e) {
            LOG.error("whose session {} is cannot be kept", id, e);
            return true;
        }
    }

    private void claimWithGroups(String id, String owner, @Nullable String name, Set<String> groups) {
        int mine = jdbc.sql("update sessions set owner = :owner, owner_name = :name where id = :id and owner is null")
                .param("owner", owner)
                .param("name", name)
                .param("id", id)
                .update();
        if (mine > 0) {
            groups.forEach(group -> jdbc.sql("insert into session_groups (session_id, name) values (:id, :group)")
                    .param("id", id)
                    .param("group", group)
                    .update());
        }
    }

    /** Ids of calls that are not under way and began before then, the eldest first. */
    public List<String> startedBefore(Instant then, int limit) {
        return orUnavailable(() -> jdbc.sql("select id from sessions where started_at < :then"
                        + " and (lease_until is null or lease_until <= current_timestamp)"
                        + " order by started_at, id limit :limit")
                .param("then", then.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(String.class)
                .list());
    }

    /** Removes a session with its events. */
    public boolean delete(String id) {
        return orUnavailable(() ->
                jdbc.sql("delete from sessions where id = :id").param("id", id).update() > 0);
    }

    /** Removes a session that no server has ever had on the line. */
    public boolean deleteUnanswered(String id) {
        return orUnavailable(() -> jdbc.sql("delete from sessions where id = :id and lease_holder is null")
                        .param("id", id)
                        .update()
                > 0);
    }

    /** Returns when the store answers. */
    public void ping() {
        orUnavailable(() -> jdbc.sql("select 1").query(Integer.class).single());
    }

    private static SessionSummary summary(ResultSet row, int number) throws SQLException {
        long length = row.getLong("ended_after_millis");
        boolean ended = !row.wasNull();
        int points = row.getInt("score");
        Integer score = row.wasNull() ? null : points;
        String forkedFrom = row.getString("forked_session");
        return new SessionSummary(
                row.getString("id"),
                row.getString("scenario"),
                new SessionSummary.Course(
                        row.getObject("started_at", OffsetDateTime.class).toInstant(),
                        ended,
                        Duration.ofMillis(ended ? length : row.getLong("last_at_millis")),
                        row.getInt("turns"),
                        row.getBoolean("live")),
                new SessionSummary.Outcome(score, row.getString("ending")),
                forkedFrom == null ? null : new Origin(forkedFrom, row.getInt("forked_turn")),
                row.getBoolean("handed_in"),
                row.getString("owner_name"),
                row.getString("led_by"),
                row.getBoolean("brought_in"));
    }
}
