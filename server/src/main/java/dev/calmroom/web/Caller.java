package dev.calmroom.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking, as the login has found.
 *
 * @param owner to whom new sessions belong; null where there is no login
 * @param seesAll whether the sessions of others may be looked at, graded and commented
 */
public record Caller(@Nullable String owner, boolean seesAll) {
    static final String ATTRIBUTE = Caller.class.getName();
    /** Where nobody is asked who they are, on this machine only, everything is everybody's. */
    static final Caller ANYBODY = new Caller(null, true);

    /** Whose sessions are shown; null for everybody's. */
    @Nullable
    String whose() {
        return seesAll ? null : owner;
    }

    static Caller of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : ANYBODY;
    }
}
