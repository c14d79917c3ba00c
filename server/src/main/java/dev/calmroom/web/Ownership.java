package dev.calmroom.web;

import dev.calmroom.storage.SessionIndex;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * To whom sessions belong. Whatever is asked of one under {@value #SESSIONS} is asked by its owner, or by somebody who
 * may see all; for anybody else it is not there.
 */
public final class Ownership implements HandlerInterceptor {
    private static final String SESSIONS = "/api/sessions/";

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

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.startsWith(SESSIONS)) {
            String session = path.substring(SESSIONS.length()).split("[/;]", 2)[0];
            if (!mayTouch(Caller.of(request), session)) {
                throw Problems.of(HttpStatus.NOT_FOUND, "There is no such session. It may have been deleted.");
            }
        }
        return true;
    }
}
