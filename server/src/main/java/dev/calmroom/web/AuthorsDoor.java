package dev.calmroom.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What concerns everybody's calls, and those who run them: only an author may, where the login knows who that is;
 * otherwise only a browser on this machine, and not through a proxy.
 */
public final class AuthorsDoor extends OncePerRequestFilter {
    private static final List<String> PROXIED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    private final String room;

    /** @param room what lies behind it, as the beginning of a sentence */
    public AuthorsDoor(String room) {
        this.room = room;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isOpenTo(request)) {
            chain.doFilter(request, response);
            return;
        }
        String whom =
                Caller.of(request).isNamed() ? "to authors only." : "only to a browser on the server's own machine.";
        Door.refuse(response, HttpServletResponse.SC_FORBIDDEN, room + " is open " + whom);
    }

    static boolean isOpenTo(HttpServletRequest request) throws IOException {
        Caller caller = Caller.of(request);
        if (caller.isNamed()) {
            return caller.is(Caller.Role.AUTHOR) || caller.is(Caller.Role.ADMIN);
        }
        return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                && PROXIED.stream().allMatch(header -> request.getHeader(header) == null);
    }
}
