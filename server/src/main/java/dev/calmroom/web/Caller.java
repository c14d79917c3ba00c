package dev.calmroom.web;

import dev.calmroom.storage.Sight;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking, as the login has found.
 *
 * @param owner to whom new sessions belong; null where there is no login
 * @param name as the issuer of the login tells it; null where a key was entered, which has no names
 * @param groups whose trainers see what is handed in, and of which a trainer sees it; null for those of a trainers' key,
 *     who see everybody's
 */
public record Caller(
        @Nullable String owner,
        @Nullable String name,
        Set<Role> roles,
        @Nullable Set<String> groups) {
    /** What somebody may do besides practising, which all may. */
    public enum Role {
        /** Sees, grades and comments what others of their groups have handed in. */
        TRAINER,
        /** Edits prompts in the studio, where it is open. */
        AUTHOR,
        /** Sees and deletes what anybody has handed in, and sees health and figures. */
        ADMIN
    }

    private static final int MARK_BYTES = 12;

    static final String ATTRIBUTE = Caller.class.getName();
    /** Where nobody is asked who they are, on this machine only, everything is everybody's. */
    static final Caller ANYBODY = new Caller(null, null, Set.of(Role.values()), null);

    public Caller {
        roles = Set.copyOf(roles);
        groups = groups == null ? null : Set.copyOf(groups);
    }

    /** Who has entered the key of all who practise. */
    static Caller learner(String owner) {
        return new Caller(owner, null, Set.of(), Set.of());
    }

    /** Who has entered the trainers' key. */
    static Caller trainer(String owner) {
        return new Caller(owner, null, Set.of(Role.TRAINER, Role.ADMIN), null);
    }

    boolean is(Role role) {
        return roles.contains(role);
    }

    boolean isNamed() {
        return name != null;
    }

    /** Stands with what somebody has written, so that they alone take it back; tells nobody who it is. */
    String mark() {
        if (owner == null) {
            return "";
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(owner.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Whether what was written is for this caller to take back: for whoever wrote it, and for administrators.
     *
     * @param from the mark that stands with it; empty with what was written before there were marks: that is its name's, and
     *     any trainer's who sees it, as whoever wrote it may have no login by that name
     */
    boolean mayTakeBack(String from, String by) {
        if (owner == null || is(Role.ADMIN)) {
            return true;
        }
        return from.isEmpty() ? is(Role.TRAINER) || (isNamed() && by.equals(name)) : from.equals(mark());
    }

    /** Whether there is a verdict of theirs: where there is a login, trainers and administrators have one. */
    boolean mayJudge() {
        return owner == null || is(Role.TRAINER) || is(Role.ADMIN);
    }

    Sight sight() {
        boolean admin = is(Role.ADMIN);
        return owner == null ? Sight.ALL : new Sight(owner, admin || is(Role.TRAINER), admin ? null : groups);
    }

    static Caller of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : ANYBODY;
    }
}
