package dev.calmroom.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseCookie;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/**
 * Asks whoever comes without a ticket who they are, by an access key, at an issuer of OpenID Connect, or as they like: the
 * page by a form, everything else by 401.
 */
public final class Login extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(Login.class);
    private static final String COOKIE = "calmroom";
    /** Of a login at an issuer that is under way. */
    private static final String PENDING = "calmroom-login";

    private static final String PATH = "/login";
    private static final String OUT = "/logout";
    /** Whoever watches over containers has no key. These two say whether, all else of health also why and where. */
    private static final Set<String> PROBES = Set.of("/actuator/health/liveness", "/actuator/health/readiness");

    /** What a machine collects that keeps no cookie: it sends the key with each request. */
    private static final String FIGURES = "/actuator/prometheus";

    private static final String ACTUATOR = "/actuator/";
    private static final String BEARER = "Bearer ";

    private final @Nullable AccessKeys keys;
    private final @Nullable OidcLogin oidc;
    private final Guesses guesses;

    /**
     * @param keys what may be entered; null: no key is
     * @param oidc where people may log in; null: nowhere else
     */
    public Login(@Nullable AccessKeys keys, @Nullable OidcLogin oidc, InstantSource clock) {
        if (keys == null && oidc == null) {
            throw new IllegalArgumentException("a login asks for something");
        }
        this.keys = keys;
        this.oidc = oidc;
        this.guesses = new Guesses(clock);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (isDoor(request, response, path)) {
            return;
        }
        Optional<Caller> caller = holder(request).or(() -> bearer(request));
        if (caller.isPresent()) {
            let(caller.get(), path, request, response, chain);
        } else if (PROBES.contains(path) && request.getMethod().equals("GET")) {
            chain.doFilter(request, response);
        } else if (path.equals(FIGURES) && bearsKey(request)) {
            chain.doFilter(request, response);
        } else if (isPage(request, path)) {
            String door = keys == null ? OidcLogin.BEGIN : PATH;
            send(
                    response,
                    request.getContextPath() + door + "?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
        } else {
            Door.refuse(
                    response,
                    HttpServletResponse.SC_UNAUTHORIZED,
                    keys == null
                            ? "You have to log in. Load the page again to do so."
                            : "The access key is needed. Load the page again to enter it.");
        }
    }

    /** @return whether this was a request to the login itself, and has been answered */
    private boolean isDoor(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        if (path.equals(PATH)) {
            logIn(request, response);
        } else if (path.equals(OUT) && request.getMethod().equals("POST")) {
            response.addHeader("Set-Cookie", cookie(request, COOKIE, "", Duration.ZERO));
            send(response, request.getContextPath() + PATH);
        } else if (oidc != null && path.equals(OidcLogin.BEGIN)) {
            depart(oidc, request, response);
        } else if (oidc != null && path.equals(OidcLogin.DONE)) {
            arrive(oidc, request, response);
        } else {
            return false;
        }
        return true;
    }

    /** Where the login knows roles, figures and health are an administrator's. */
    private static void let(
            Caller caller, String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // As the controllers will read it: an address can be written in more ways than one.
        String read = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "") + "/";
        boolean figures = read.startsWith(ACTUATOR) && !PROBES.contains(path);
        if (figures && caller.isNamed() && !caller.is(Caller.Role.ADMIN)) {
            Door.refuse(response, HttpServletResponse.SC_FORBIDDEN, "This is for administrators.");
            return;
        }
        request.setAttribute(Caller.ATTRIBUTE, caller);
        chain.doFilter(request, response);
    }

    private void depart(OidcLogin issuer, HttpServletRequest request, HttpServletResponse response) {
        OidcLogin.Departure departure = issuer.begin(request, here(request.getParameter("next")));
        response.addHeader("Set-Cookie", cookie(request, PENDING, departure.cookie(), OidcLogin.PATIENCE));
        send(response, departure.to());
    }

    /** Each try asks the issuer, so that it is bounded as guesses at a key are. */
    private void arrive(OidcLogin issuer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.addHeader("Set-Cookie", cookie(request, PENDING, "", Duration.ZERO));
        String address = request.getRemoteAddr();
        if (!guesses.mayTry(address)) {
            response.setHeader("Retry-After", String.valueOf(Guesses.ONE_MORE.toSeconds()));
            form(response, 429, "/", "Too many logins that came to nothing. Wait half a minute.");
            return;
        }
        switch (issuer.finish(request, OidcLogin.cookie(request, PENDING))) {
            case OidcLogin.Arrival.In in -> {
                response.addHeader("Set-Cookie", cookie(request, COOKIE, in.ticket(), OidcPeople.LASTS));
                send(response, request.getContextPath() + in.next());
            }
            case OidcLogin.Arrival.Out out -> {
                if (out.tried()) {
                    guesses.failed(address);
                }
                form(response, HttpServletResponse.SC_FORBIDDEN, "/", out.why());
            }
        }
    }

    private static void send(HttpServletResponse response, String to) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", to);
        response.setHeader("Cache-Control", "no-store");
    }

    /** Guessed at no oftener than at the form. */
    private boolean bearsKey(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        String address = request.getRemoteAddr();
        if (keys == null || header == null || !header.startsWith(BEARER) || !guesses.mayTry(address)) {
            return false;
        }
        boolean opens = keys.opens(header.substring(BEARER.length()).strip());
        if (!opens) {
            guesses.failed(address);
        }
        return opens;
    }

    /** A program's, with a token of the issuer; a key has no dots that make it one. */
    private Optional<Caller> bearer(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return oidc == null || header == null || !header.matches(BEARER + "[\\w-]+\\.[\\w-]+\\.[\\w-]+")
                ? Optional.empty()
                : oidc.bearer(header.substring(BEARER.length()));
    }

    private Optional<Caller> holder(HttpServletRequest request) {
        String ticket = OidcLogin.cookie(request, COOKIE);
        if (ticket == null) {
            return Optional.empty();
        }
        Optional<Caller> keyed = keys == null ? Optional.empty() : keys.holder(ticket);
        return keyed.isPresent() || oidc == null ? keyed : oidc.holder(ticket);
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
        if (keys == null || !request.getMethod().equals("POST")) {
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
        response.addHeader("Set-Cookie", cookie(request, COOKIE, ticket.get(), AccessKeys.LASTS));
        send(response, request.getContextPath() + next);
    }

    private static String cookie(HttpServletRequest request, String name, String value, Duration lasts) {
        return ResponseCookie.from(name, value)
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

    /** Its addresses are relative: behind a proxy it may stand under a path of its own. */
    private void form(HttpServletResponse response, int status, String next, String trouble) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().write("""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Calmroom</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;display:grid;place-items:center;
            min-height:90vh;margin:1rem;background:light-dark(#f7f2e8,#0e1424);color:light-dark(#1b2133,#f0eadc)}
            main{width:min(22rem,100%%)}form{display:grid;gap:.75rem}input,button,.in{font:inherit;padding:.6rem 1rem;
            border:1px solid light-dark(#8a8272,#66728f);border-radius:1.5rem;background:light-dark(#fffcf5,#161e33);
            color:inherit;cursor:pointer}input{border-radius:.6rem;cursor:text}.in{display:inline-block;
            text-decoration:none}h1{font:300 2.4rem Georgia,serif;margin:0 0 1rem}</style></head><body><main>
            <h1>Calmroom</h1>
            <p role="alert" id="told">%s</p>%s%s</main></body></html>
            """.formatted(
                        HtmlUtils.htmlEscape(trouble),
                        oidc == null ? "" : toIssuer(HtmlUtils.htmlEscape(next)),
                        keys == null ? "" : forKey(HtmlUtils.htmlEscape(next))));
    }

    private static String toIssuer(String next) {
        return """
            <p><a class="in" href="login/oidc?next=%s">Log in</a></p>
            """.formatted(next);
    }

    private static String forKey(String next) {
        return """
            <form method="post" action="login"><label for="key">Access key</label>
            <input id="key" name="key" type="password" autocomplete="current-password" required autofocus
            aria-describedby="told">
            <input type="hidden" name="next" value="%s"><button>Come in</button></form>
            <p>The key is the one that whoever runs this service has given you.</p>
            """.formatted(next);
    }
}
