package dev.calmroom.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The frames of an answer: server-sent events, or a JSON object a line, or one JSON object where a server does not
 * stream. Comments, marks of life and what carries no data are passed over. A stream may end without saying so.
 */
final class Frames implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 1 << 20;

    private final BufferedReader lines;
    private final boolean whole;
    private boolean done;

    private Frames(InputStream in, boolean whole) {
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.whole = whole;
    }

    static Frames of(HttpResponse<InputStream> response) {
        String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return new Frames(response.body(), type.startsWith("application/json"));
    }

    /**
     * @return the next frame; empty at the end
     * @throws IOException when the connection breaks, or what arrives is not of the protocol
     */
    Optional<Dialect.Piece> next(Dialect dialect) throws IOException {
        while (!done) {
            String line = lines.readLine();
            if (line == null) {
                done = true;
                return Optional.empty();
            }
            String frame = payload(line);
            if (frame.equals("[DONE]")) {
                done = true;
                return Optional.empty();
            }
            // In a stream a frame is a line; a whole answer may be laid out over many.
            if (frame.startsWith("{") || (whole && !frame.isEmpty())) {
                return Optional.of(read(whole ? frame + rest() : frame, dialect));
            }
        }
        return Optional.empty();
    }

    private static String payload(String line) {
        if (line.startsWith(":") || line.startsWith("event:") || line.startsWith("id:") || line.startsWith("retry:")) {
            return "";
        }
        return (line.startsWith("data:") ? line.substring("data:".length()) : line).strip();
    }

    /** What belongs to a whole answer; some say that they send one and stream all the same. */
    private String rest() throws IOException {
        StringBuilder rest = new StringBuilder();
        lines.mark(LONGEST);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String frame = payload(line);
            if ((frame.startsWith("{") && line.startsWith("{")) || line.startsWith("data:")) {
                lines.reset();
                return rest.toString();
            }
            rest.append(frame).append('\n');
            lines.mark(LONGEST);
        }
        return rest.toString();
    }

    private static Dialect.Piece read(String frame, Dialect dialect) throws IOException {
        try {
            return dialect.read(JSON.readTree(frame));
        } catch (JacksonException e) {
            throw new IOException("the server sent what is no JSON: " + told(frame), e);
        }
    }

    /** A page of a proxy's is quoted; a piece of an answer has words of a call in it, which belong in no log. */
    private static String told(String frame) {
        return frame.startsWith("{")
                ? "a piece of an answer, of %d characters".formatted(frame.length())
                : frame.substring(0, Math.min(80, frame.length()));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
