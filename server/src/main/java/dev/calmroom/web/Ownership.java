package dev.calmroom.web;

import dev.calmroom.log.LogUnavailableException;
import dev.calmroom.storage.SessionIndex;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * To whom sessions belong. Whatever is asked of one under {@value #OF_ONE} is asked by its owner, or by somebody who may
 * see all; for anybody else it is not there.
 */
public final class Ownership implements HandlerInterceptor {
    /** How the address of everything begins that is asked of one session; no controller names it otherwise. */
    private static final String OF_ONE = "/api/sessions/{id}";

    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
    private static final int MOST_UNCLAIMED = 1_000;

    private final SessionIndex sessions;
    private final Map<String, String> unclaimed = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_UNCLAIMED;
        }
    });

    public Ownership(SessionIndex sessions) {
        this.sessions = sessions;
    }

    /** A call goes on while the database is away; whose it is stands there as soon as it is asked for again. */
    void claim(Caller caller, String session) {
        String owner = caller.owner();
        if (owner != null && !claimed(session, owner)) {
            LOG.warn("whose session {} is cannot be kept now, and is kept later", session);
            unclaimed.put(session, owner);
        }
    }

    private boolean claimed(String session, String owner) {
        try {
            return sessions.claim(session, owner);
        } catch (LogUnavailableException away) {
            return false;
        }
    }

    boolean mayTouch(Caller caller, String session) {
        unclaimed.computeIfPresent(session, (id, owner) -> claimed(id, owner) ? null : owner);
        return caller.seesAll()
                || Objects.equals(caller.owner(), sessions.owner(session).orElse(""));
    }

    /** Asks of what the controllers are given: an address can be written in more ways than one. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (pattern != null && pattern.toString().startsWith(OF_ONE) && !mayTouch(Caller.of(request), id(request))) {
            throw Problems.noSession();
        }
        return true;
    }

    private static String id(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? String.valueOf(variables.get("id"))
                : "";
    }
}
