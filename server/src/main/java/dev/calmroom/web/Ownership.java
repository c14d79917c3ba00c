package dev.calmroom.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.calmroom.log.LogUnavailableException;
import dev.calmroom.report.XapiStatements;
import dev.calmroom.storage.SessionIndex;
import dev.calmroom.storage.SessionSummary;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * To whom sessions belong. Whatever is asked of one under {@value #OF_ONE} is asked by its owner, or by somebody who may
 * see all; for anybody else it is not there.
 */
public final class Ownership implements HandlerInterceptor {
    /** How the address of everything begins that is asked of one session; no controller names it otherwise. */
    private static final String OF_ONE = "/api/sessions/{id}";

    private static final String RETAKES = OF_ONE + "/retakes";

    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
    /** A call is over by then, and a database back. */
    private static final Duration A_DAY = Duration.ofDays(1);

    private static final int MOST_CALLS = 100_000;

    private final SessionIndex sessions;
    /** Whose the calls are that began here: they go on, and are come back to, while the database is away. */
    private final Cache<String, String> begunHere = Caffeine.newBuilder()
            .expireAfterAccess(A_DAY)
            .maximumSize(MOST_CALLS)
            .build();

    public Ownership(SessionIndex sessions) {
        this.sessions = sessions;
    }

    /** A call goes on while the database is away; whose it is stands there as soon as the call does. */
    void claim(Caller caller, String session) {
        String owner = caller.owner();
        if (owner == null) {
            return;
        }
        begunHere.asMap().putIfAbsent(session, owner);
        Set<String> groups = caller.groups() == null ? Set.of() : caller.groups();
        if (!claimed(session, owner, caller.name(), groups)) {
            LOG.warn("whose session {} is cannot be kept now, and is kept later", session);
            sessions.claimLater(session, owner, caller.name(), groups);
        }
    }

    private boolean claimed(String session, String owner, @Nullable String name, Set<String> groups) {
        try {
            return sessions.claim(session, owner, name, groups);
        } catch (LogUnavailableException away) {
            return false;
        }
    }

    boolean maySee(Caller caller, String session) {
        settle(session);
        return caller.owner() == null || sessions.isSeen(session, caller.sight());
    }

    /** Whether it is whoever asks that had this call; where nobody is asked, everybody had. */
    boolean isOwn(Caller caller, String session) {
        settle(session);
        return caller.owner() == null || caller.owner().equals(owner(session));
    }

    private String owner(String session) {
        String here = begunHere.asMap().getOrDefault(session, "");
        try {
            return sessions.owner(session).orElse(here);
        } catch (LogUnavailableException away) {
            if (here.isEmpty()) {
                throw away;
            }
            return here;
        }
    }

    /** Whose it is, as a learning record store is told. */
    XapiStatements.Actor actor(String session) {
        settle(session);
        String name = sessions.find(session).map(SessionSummary::by).orElse(null);
        return XapiStatements.Actor.of(sessions.owner(session).orElse(null), name);
    }

    boolean mayDelete(Caller caller, String session) {
        return maySee(caller, session) && (caller.is(Caller.Role.ADMIN) || isOwn(caller, session));
    }

    /** Whose call it was; of what is nobody's, as calls of before there was a login, whoever may see it. */
    boolean isOwnOrNobodys(Caller caller, String session) {
        return isOwn(caller, session) || sessions.owner(session).isEmpty();
    }

    /** Before sessions are listed, as what is nobody's is shown to those who see all that is handed in. */
    void settleAll() {
        try {
            sessions.settleAll();
        } catch (LogUnavailableException away) {
            LOG.debug("what is not claimed yet waits for the database", away);
        }
    }

    private void settle(String session) {
        try {
            sessions.settle(session);
        } catch (LogUnavailableException away) {
            LOG.debug("whose session {} is waits for the database", session, away);
        }
    }

    /** Asks of what the controllers are given: an address can be written in more ways than one. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (pattern != null && pattern.toString().startsWith(OF_ONE)) {
            Caller caller = Caller.of(request);
            String id = id(request);
            if (!maySee(caller, id)) {
                throw Problems.noSession();
            }
            if (pattern.equals(RETAKES) && !isOwnOrNobodys(caller, id)) {
                throw Problems.of(
                        HttpStatus.FORBIDDEN,
                        "Only whose call it was takes it again: a retake keeps their words. Another line, and the call"
                                + " run again, can be tried: they keep nothing.");
            }
            boolean deletes = request.getMethod().equals("DELETE") && pattern.equals(OF_ONE);
            if (deletes && !mayDelete(caller, id)) {
                throw Problems.of(HttpStatus.FORBIDDEN, "Only whose call it was, and an administrator, may delete it.");
            }
        }
        return true;
    }

    private static String id(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? String.valueOf(variables.get("id"))
                : "";
    }
}
