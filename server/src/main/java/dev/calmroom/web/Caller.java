package dev.calmroom.web;

import dev.calmroom.storage.Sight;
import jakarta.servlet.http.HttpServletRequest;
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

    Sight sight() {
        boolean admin = is(Role.ADMIN);
        return owner == null ? Sight.ALL : new Sight(owner, admin || is(Role.TRAINER), admin ? null : groups);
    }

    static Caller of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : ANYBODY;
    }
}
