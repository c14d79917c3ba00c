package dev.calmroom.storage;

import static dev.calmroom.storage.StoreTrouble.orUnavailable;

import dev.calmroom.call.CallLeases;
import dev.calmroom.log.LogUnavailableException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
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
    /** One that was cut off, and that nobody has come back to for so long, is over: its token is worth nothing any more. */
    private static final String LATELY = "(lease_until is null or lease_until > current_timestamp - interval '1' day)";

    private static final String BY_TOKEN = "(resume_hash = :hash or resume_before = :hash) and " + LATELY;
    private static final String TAKE = "update sessions set lease_holder = :me, lease_until = " + UNTIL;

    private final JdbcClient jdbc;
    private final String me;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    /**
     * @param before of the token before this one, which is still good; empty where there is none
     * @param pen held by whoever writes this lease: what is written last is what is so
     */
    private record Held(String hash, String before, Runnable lost, Object pen) {
        Held renewed(String hash, String before) {
            return new Held(hash, before, lost, pen);
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
        Held former = held.get(session);
        held.put(session, new Held(hash(token), "", lost, former == null ? new Object() : former.pen()));
        if (former != null) {
            former.lost().run();
        }
        orLater(session, () -> write(session));
    }

    @Override
    public boolean renewed(String session, String token, String before) {
        var _ = held.computeIfPresent(session, (id, lease) -> lease.renewed(hash(token), hash(before)));
        orLater(session, () -> write(session));
        return held.containsKey(session);
    }

    /**
     * Takes or keeps the lease, with its tokens as they are now. One that another has taken is lost; one that cannot be
     * written for now stays, as nobody else could take it.
     *
     * @return how many rows were written
     */
    private int write(String session) {
        Held lease = held.get(session);
        if (lease == null) {
            return 0;
        }
        synchronized (lease.pen()) {
            Held now = held.get(session);
            if (now == null) {
                return 0;
            }
            int kept = jdbc.sql(TAKE + ", resume_hash = :hash, resume_before = :before where id = :id" + FREE_OR_MINE)
                    .param("me", me)
                    .param("hash", now.hash())
                    .param("before", now.before())
                    .param("id", session)
                    .update();
            if (kept == 0 && isThere(session) && held.remove(session, now)) {
                now.lost().run();
            }
            return kept;
        }
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
    public void end(String session, Runnable lost) {
        Held mine = held.get(session);
        if (mine != null && isOf(mine, lost)) {
            var _ = held.computeIfPresent(session, (id, lease) -> isOf(lease, lost) ? null : lease);
            giveUp(session, mine.pen());
        }
    }

    @SuppressWarnings("ReferenceEquality") // That very call: one that began after it has another.
    private static boolean isOf(Held lease, Runnable lost) {
        return lease.lost() == lost;
    }

    @Override
    public void end(String session) {
        Held ended = held.remove(session);
        giveUp(session, ended == null ? new Object() : ended.pen());
    }

    private void giveUp(String session, Object pen) {
        orLater(session, () -> {
            synchronized (pen) {
                // Another call of it has begun here since: what is given up is its own lease by now.
                if (held.containsKey(session)) {
                    return 0;
                }
                return jdbc.sql(
                                "update sessions set lease_until = current_timestamp where id = :id and lease_holder = :me")
                        .param("id", session)
                        .param("me", me)
                        .update();
            }
        });
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

    /**
     * Calls that are over and have no grade, and whose server is gone, or said a moment ago that they are over: it may not
     * have been there any more to ask for their grade.
     *
     * @throws LogUnavailableException when the database cannot be asked
     */
    public List<String> ungraded() {
        return orUnavailable(
                () -> jdbc.sql("select id from sessions where lease_until > current_timestamp - interval '1' day"
                                + " and lease_until < current_timestamp - interval '5' second"
                                + " and ended_after_millis is not null and score is null and resume_hash is not null")
                        .query(String.class)
                        .list());
    }

    /** The grade of a call that is over has been asked for: it is not named again, and its token is worth nothing. */
    public void settled(String session) {
        orUnavailable(() -> jdbc.sql("update sessions set resume_hash = null, resume_before = null"
                        + " where id = :id and ended_after_millis is not null")
                .param("id", session)
                .update());
    }

    private void renew() {
        held.keySet().forEach(session -> orLater(session, () -> write(session)));
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
