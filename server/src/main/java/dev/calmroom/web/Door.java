package dev.calmroom.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What every request passes first. A page of another site must neither read nor change anything here: not by a name that
 * it points at this machine (DNS rebinding), not by a form and not by a socket. Also bounds what a request may carry, and
 * tells browsers how to treat what they get.
 */
public final class Door extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:]+]");
    private static final String RECORDINGS = "/api/imports/sound";
    private static final String ARCHIVES = "/api/imports/archive";
    private static final int MOST_REFUSALS_LOGGED = 50;
    private static final Set<String> ELSEWHERE = Set.of("cross-site", "same-site");
    /** Only its own scripts run; styles may stand in the page, where a place on a scale is one. */
    private static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; media-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self';"
            + " frame-ancestors 'none'";
    /** {@code no-referrer} would make browsers hide the origin of our own forms from us. */
    private static final Map<String, String> TREATMENT = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "microphone=(self), camera=(), geolocation=()");

    private final Set<String> names;
    private final boolean onNetwork;
    private final long mostBytes;
    private final Set<String> refused = new TreeSet<>();

    /**
     * @param boundTo the address that the service listens at
     * @param hosts further names by which it is reached, as a proxy passes them on
     * @param mostBytes of a request's body
     */
    public Door(String boundTo, Set<String> hosts, long mostBytes) {
        names = new TreeSet<>(THIS_MACHINE);
        names.add(boundTo.toLowerCase(Locale.ROOT));
        hosts.forEach(host -> names.add(host.strip().toLowerCase(Locale.ROOT)));
        onNetwork = !isThisMachine(boundTo);
        this.mostBytes = mostBytes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        TREATMENT.forEach(response::setHeader);
        if (request.getRequestURI().contains("/api/")) {
            response.setHeader("Cache-Control", "no-store");
        }
        Optional<String> objection = objection(request);
        if (objection.isPresent()) {
            refuse(response, HttpServletResponse.SC_FORBIDDEN, objection.get());
        } else if (request.getContentLengthLong() > mostBytes(request)) {
            refuse(
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "A request carries at most %d kilobytes.".formatted(mostBytes(request) >> 10));
        } else {
            chain.doFilter(new Bounded(request, mostBytes(request)), response);
        }
    }

    /** A recording and past calls may be longer than anything else: neither is ever in memory whole. */
    private long mostBytes(HttpServletRequest request) {
        if (!request.getMethod().equals("POST")) {
            return mostBytes;
        }
        if (request.getRequestURI().endsWith(ARCHIVES)) {
            return ArchiveImports.MOST_BYTES;
        }
        return request.getRequestURI().endsWith(RECORDINGS) ? Math.max(mostBytes, SoundImports.MOST_BYTES) : mostBytes;
    }

    private Optional<String> objection(HttpServletRequest request) {
        String host = name(request.getHeader("Host"));
        if (!names.contains(host) && !(onNetwork && isAddress(host))) {
            return told(
                    "This service is not reached by the name '%s'. Whoever runs it behind that name sets CALMROOM_HOSTS=%s."
                            .formatted(host, host));
        }
        boolean opensSocket = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
        if (READING.contains(request.getMethod()) && !opensSocket) {
            return Optional.empty();
        }
        String origin = request.getHeader("Origin");
        if (origin != null && !isOurs(origin, request.getHeader("Host"))) {
            return told("A page of %s may not act here. Where a proxy is in between, set CALMROOM_HOSTS to its name."
                    .formatted(plain(origin)));
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && ELSEWHERE.contains(site)
                ? told("A page of another site may not act here.")
                : Optional.empty();
    }

    private boolean isOurs(String origin, @Nullable String host) {
        try {
            String from = URI.create(origin).getAuthority();
            return from != null
                    && (from.equalsIgnoreCase(host)
                            || (names.contains(name(from)) && !THIS_MACHINE.contains(name(from))));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether what listens there is reached by this machine only. */
    public static boolean isThisMachine(String address) {
        return THIS_MACHINE.contains(address) || address.startsWith("127.");
    }

    /** Other than a name, nobody can make a browser take a number for their own page's. */
    private static boolean isAddress(String host) {
        return ADDRESS.matcher(host).matches();
    }

    /** Without the port. */
    private static String name(@Nullable String authority) {
        return authority == null
                ? ""
                : plain(authority).replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    }

    private static String plain(String header) {
        String printable = header.replaceAll("[^\\x21-\\x7e]", "?");
        return printable.length() > 100 ? printable.substring(0, 100) : printable;
    }

    /** Each reason is logged once, so that nobody can fill the log. */
    private Optional<String> told(String reason) {
        synchronized (refused) {
            if (refused.size() < MOST_REFUSALS_LOGGED && refused.add(reason)) {
                LOG.warn("A request was refused: {}", reason);
            }
        }
        return Optional.of(reason);
    }

    /** Says no as the REST interface does. */
    static void refuse(HttpServletResponse response, int status, String detail) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getWriter()
                .write("{\"status\":%d,\"detail\":\"%s\"}"
                        .formatted(status, detail.replace("\\", "\\\\").replace("\"", "\\\"")));
    }

    /** A body that says nothing of its length ends with an error where it has become too long. */
    private static final class Bounded extends HttpServletRequestWrapper {
        private final long mostBytes;

        Bounded(HttpServletRequest request, long mostBytes) {
            super(request);
            this.mostBytes = mostBytes;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new BoundedStream(super.getInputStream(), mostBytes);
        }
    }

    private static final class BoundedStream extends ServletInputStream {
        private final ServletInputStream stream;
        private long left;

        BoundedStream(ServletInputStream stream, long mostBytes) {
            this.stream = stream;
            this.left = mostBytes;
        }

        @Override
        public int read() throws IOException {
            int read = stream.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = stream.read(into, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new IOException("the body is too long");
            }
        }

        @Override
        public boolean isFinished() {
            return stream.isFinished();
        }

        @Override
        public boolean isReady() {
            return stream.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            stream.setReadListener(listener);
        }
    }
}
