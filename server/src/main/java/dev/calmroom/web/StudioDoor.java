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
 * Whoever edits prompts decides what the persona says to everybody: only an author may, where the login knows who that
 * is; otherwise only a browser on this machine, and not through a proxy.
 */
public final class StudioDoor extends OncePerRequestFilter {
    private static final List<String> PROXIED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller = Caller.of(request);
        if (caller.isNamed()) {
            boolean may = caller.is(Caller.Role.AUTHOR) || caller.is(Caller.Role.ADMIN);
            if (may) {
                chain.doFilter(request, response);
            } else {
                Door.refuse(response, HttpServletResponse.SC_FORBIDDEN, "The studio is open to authors only.");
            }
            return;
        }
        boolean here = InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
        if (here && PROXIED.stream().allMatch(header -> request.getHeader(header) == null)) {
            chain.doFilter(request, response);
            return;
        }
        Door.refuse(
                response,
                HttpServletResponse.SC_FORBIDDEN,
                "The studio is open only to a browser on the server's own machine.");
    }
}
