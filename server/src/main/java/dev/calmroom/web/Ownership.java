package dev.calmroom.web;

import dev.calmroom.storage.SessionIndex;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
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

    private final SessionIndex sessions;

    public Ownership(SessionIndex sessions) {
        this.sessions = sessions;
    }

    void claim(Caller caller, String session) {
        if (caller.owner() != null) {
            sessions.claim(session, caller.owner());
        }
    }

    boolean mayTouch(Caller caller, String session) {
        return caller.seesAll()
                || Objects.equals(caller.owner(), sessions.owner(session).orElse(""));
    }

    /** Asks of what the controllers are given: an address can be written in more ways than one. */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (pattern != null && pattern.toString().startsWith(OF_ONE) && !mayTouch(Caller.of(request), id(request))) {
            throw Problems.of(HttpStatus.NOT_FOUND, "There is no such session. It may have been deleted.");
        }
        return true;
    }

    private static String id(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? String.valueOf(variables.get("id"))
                : "";
    }
}
