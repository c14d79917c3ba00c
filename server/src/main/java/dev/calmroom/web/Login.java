package dev.calmroom.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseCookie;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/** Asks whoever comes without a ticket for the access key: the page by a form, everything else by 401. */
public final class Login extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(Login.class);
    private static final String COOKIE = "calmroom";
    private static final String PATH = "/login";
    /** Whoever watches over containers has no key. These two say whether, all else of health also why and where. */
    private static final Set<String> PROBES = Set.of("/actuator/health/liveness", "/actuator/health/readiness");

    /** What a machine collects that keeps no cookie: it sends the key with each request. */
    private static final String FIGURES = "/actuator/prometheus";

    private static final String BEARER = "Bearer ";

    private final AccessKeys keys;
    private final Guesses guesses;

    public Login(AccessKeys keys, InstantSource clock) {
        this.keys = keys;
        this.guesses = new Guesses(clock);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.equals(PATH)) {
            logIn(request, response);
            return;
        }
        Optional<Caller> caller = holder(request);
        if (caller.isPresent()) {
            request.setAttribute(Caller.ATTRIBUTE, caller.get());
            chain.doFilter(request, response);
        } else if (PROBES.contains(path) && request.getMethod().equals("GET")) {
            chain.doFilter(request, response);
        } else if (path.equals(FIGURES) && bearsKey(request)) {
            chain.doFilter(request, response);
        } else if (isPage(request, path)) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader(
                    "Location",
                    request.getContextPath() + PATH + "?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
        } else {
            Door.refuse(
                    response,
                    HttpServletResponse.SC_UNAUTHORIZED,
                    "The access key is needed. Load the page again to enter it.");
        }
    }

    /** Guessed at no oftener than at the form. */
    private boolean bearsKey(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        String address = request.getRemoteAddr();
        if (header == null || !header.startsWith(BEARER) || !guesses.mayTry(address)) {
            return false;
        }
        boolean opens = keys.opens(header.substring(BEARER.length()).strip());
        if (!opens) {
            guesses.failed(address);
        }
        return opens;
    }

    private Optional<Caller> holder(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(COOKIE)) {
                    return keys.holder(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isPage(HttpServletRequest request, String path) {
        String accept = request.getHeader("Accept");
        return request.getMethod().equals("GET")
                && accept != null
                && accept.contains("text/html")
                && !path.startsWith("/api/");
    }

    private void logIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String next = here(request.getParameter("next"));
        if (!request.getMethod().equals("POST")) {
            form(response, HttpServletResponse.SC_OK, next, "");
            return;
        }
        String address = request.getRemoteAddr();
        if (!guesses.mayTry(address)) {
            response.setHeader("Retry-After", String.valueOf(Guesses.ONE_MORE.toSeconds()));
            form(response, 429, next, "Too many wrong keys. Wait half a minute.");
            return;
        }
        String given = request.getParameter("key");
        Optional<String> ticket = given == null ? Optional.empty() : keys.enter(given.strip());
        if (ticket.isEmpty()) {
            guesses.failed(address);
            LOG.info("a wrong access key was entered");
            form(response, HttpServletResponse.SC_UNAUTHORIZED, next, "That is not the key.");
            return;
        }
        response.addHeader("Set-Cookie", cookie(request, ticket.get(), AccessKeys.LASTS));
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", request.getContextPath() + next);
    }

    private static String cookie(HttpServletRequest request, String value, Duration lasts) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(lasts)
                .build()
                .toString();
    }

    /** A path of ours, whatever was asked for. */
    private static String here(@Nullable String next) {
        return next != null && next.matches("/[\\w./~-]*") && !next.startsWith("//") ? next : "/";
    }

    private static void form(HttpServletResponse response, int status, String next, String trouble) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write("""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Calmroom</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;display:grid;place-items:center;
            min-height:90vh;margin:1rem}form{display:grid;gap:.75rem;width:min(22rem,100%%)}input,button{font:inherit;
            padding:.6rem}h1{font-size:1.4rem;margin:0}</style></head><body><main><form method="post" action="login">
            <h1>Calmroom</h1><label for="key">Access key</label>
            <input id="key" name="key" type="password" autocomplete="current-password" required autofocus>
            <input type="hidden" name="next" value="%s"><p role="alert">%s</p><button>Come in</button>
            </form></main></body></html>
            """.formatted(HtmlUtils.htmlEscape(next), HtmlUtils.htmlEscape(trouble)));
    }
}
