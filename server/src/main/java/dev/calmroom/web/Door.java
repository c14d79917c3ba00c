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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    private static final int MOST_REFUSALS_LOGGED = 50;
    private static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; media-src 'self' blob:; worker-src 'self' blob:; connect-src 'self' ws: wss:;"
            + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private final Set<String> names;
    private final boolean checksName;
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
        // Whoever opens the service to a network and names no hosts is reached by names that nobody can know.
        checksName = THIS_MACHINE.contains(boundTo) || !hosts.isEmpty();
        this.mostBytes = mostBytes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Content-Security-Policy", POLICY);
        if (request.getRequestURI().contains("/api/")) {
            response.setHeader("Cache-Control", "no-store");
        }
        Optional<String> objection = objection(request);
        if (objection.isPresent()) {
            refuse(response, HttpServletResponse.SC_FORBIDDEN, objection.get());
        } else if (request.getContentLengthLong() > mostBytes) {
            refuse(
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "A request carries at most %d kilobytes.".formatted(mostBytes >> 10));
        } else {
            chain.doFilter(new Bounded(request, mostBytes), response);
        }
    }

    private Optional<String> objection(HttpServletRequest request) {
        String host = name(request.getHeader("Host"));
        if (checksName && !names.contains(host)) {
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
        return "cross-site".equals(request.getHeader("Sec-Fetch-Site"))
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

    private static void refuse(HttpServletResponse response, int status, String detail) throws IOException {
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
