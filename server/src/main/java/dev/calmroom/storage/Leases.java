package dev.calmroom.storage;

import static dev.calmroom.storage.StoreTrouble.orUnavailable;

import dev.calmroom.call.CallLeases;
import dev.calmroom.log.LogUnavailableException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which server a call belongs to. The one that has it renews its lease every few seconds; by the database's clock, so
 * that the servers' own may differ. Whoever knows the call's token may take it over at any time: the log refuses what
 * the former server would still write ({@link JdbcEventLog}), so that two never both do.
 */
public final class Leases implements CallLeases {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);
    private static final Duration RENEWED_EVERY = Duration.ofSeconds(2);
    private static final String UNTIL = "current_timestamp + interval '10' second";
    private static final String FREE_OR_MINE = " and (lease_holder = :me or lease_holder is null)";
    private static final String BY_TOKEN = "(resume_hash = :hash or resume_before = :hash)";
    private static final String TAKE = "update sessions set lease_holder = :me, lease_until = " + UNTIL;

    private final JdbcClient jdbc;
    private final String me;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /** @param before of the token before this one, which is still good; empty where there is none */
    private record Held(String hash, String before, Runnable lost) {
        Held renewed(String hash, String before) {
            return new Held(hash, before, lost);
        }
    }

    /**
     * A call that can be gone on with.
     *
     * @param answered whether the leader had picked up
     */
    public record Found(String session, boolean answered) {}

    /** @param me the name of this process, which no other has */
    Leases(DataSource source, String me, ScheduledExecutorService scheduler) {
        jdbc = JdbcClient.create(source);
        this.me = me;
        var _ = scheduler.scheduleWithFixedDelay(
                this::renew, RENEWED_EVERY.toMillis(), RENEWED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void begin(String session, String token, Runnable lost) {
        Held mine = new Held(hash(token), "", lost);
        held.put(session, mine);
        orLater(session, () -> take(session, mine, ""));
    }

    @Override
    public void renewed(String session, String token, String before) {
        Held mine = held.computeIfPresent(session, (id, lease) -> lease.renewed(hash(token), hash(before)));
        if (mine != null) {
            orLater(session, () -> take(session, mine, FREE_OR_MINE));
        }
    }

    private int take(String session, Held lease, String where) {
        return jdbc.sql(TAKE + ", resume_hash = :hash, resume_before = :before where id = :id" + where)
                .param("me", me)
                .param("hash", lease.hash())
                .param("before", lease.before())
                .param("id", session)
                .update();
    }

    @Override
    public void answered(String session) {
        orLater(
                session,
                () -> jdbc.sql("update sessions set answered = true where id = :id")
                        .param("id", session)
                        .update());
    }

    @Override
    public void end(String session) {
        held.remove(session);
        orLater(
                session,
                () -> jdbc.sql(
                                "update sessions set lease_until = current_timestamp where id = :id and lease_holder = :me")
                        .param("id", session)
                        .param("me", me)
                        .update());
    }

    /** Before a call is on the line: who comes with this token finds it, at any server. */
    public void expect(String session, String token) {
        orUnavailable(() -> jdbc.sql("update sessions set resume_hash = :hash where id = :id")
                .param("hash", hash(token))
                .param("id", session)
                .update());
    }

    /**
     * Takes over the call that goes by this token, from whoever had it.
     *
     * @return empty where there is none, or it is over
     * @throws LogUnavailableException when the database cannot be asked
     */
    public Optional<Found> takeOver(String token) {
        String hash = hash(token);
        return orUnavailable(() -> {
            int taken = jdbc.sql(TAKE + " where " + BY_TOKEN + " and ended_after_millis is null")
                    .param("me", me)
                    .param("hash", hash)
                    .update();
            return taken == 0
                    ? Optional.empty()
                    : jdbc.sql("select id, answered from sessions where " + BY_TOKEN + " and lease_holder = :me")
                            .param("hash", hash)
                            .param("me", me)
                            .query((row, n) -> new Found(row.getString("id"), row.getBoolean("answered")))
                            .optional();
        });
    }

    /** The session whose call goes by this token. */
    public Optional<String> session(String token) {
        return orUnavailable(() -> jdbc.sql("select id from sessions where " + BY_TOKEN)
                .param("hash", hash(token))
                .query(String.class)
                .optional());
    }

    /** Whether a call of this session is on the line, here or at another server. */
    public boolean isLive(String session) {
        if (held.containsKey(session)) {
            return true;
        }
        return orUnavailable(
                () -> jdbc.sql("select count(*) from sessions where id = :id and lease_until > current_timestamp")
                                .param("id", session)
                                .query(Integer.class)
                                .single()
                        > 0);
    }

    /** A lease that another has taken is lost; one that cannot be renewed for now stays, as nobody else could take it. */
    private void renew() {
        held.forEach((session, lease) -> orLater(session, () -> {
            int kept = take(session, lease, FREE_OR_MINE);
            // Renewed meanwhile, it is looked at once more in two seconds.
            if (kept == 0 && isThere(session) && held.remove(session, lease)) {
                lease.lost().run();
            }
            return kept;
        }));
    }

    /** A session that began while the database was away is not there yet. */
    private boolean isThere(String session) {
        return jdbc.sql("select count(*) from sessions where id = :id")
                        .param("id", session)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Those that are left go on wherever their leaders come to. */
    void release() {
        held.keySet().forEach(this::end);
    }

    private static void orLater(String session, Supplier<Integer> work) {
        try {
            var _ = work.get();
        } catch (RuntimeException away) {
            LOG.debug("the lease of session {} waits for the database", session, away);
        }
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
