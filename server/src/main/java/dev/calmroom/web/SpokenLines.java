package dev.calmroom.web;

import dev.calmroom.authoring.Trials;
import dev.calmroom.authoring.Trials.Side;
import dev.calmroom.log.EventJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What several speakers say at once, written to a browser as it comes: a line of JSON for each piece. */
final class SpokenLines {
    /** So often something is written while nobody speaks: a browser that has gone is noticed by that alone. */
    private static final Duration BREATH = Duration.ofSeconds(5);

    private final BlockingQueue<Map<String, String>> said = new LinkedBlockingQueue<>();

    Trials.Listener of(Side side) {
        String name = side.name().toLowerCase(Locale.ROOT);
        return new Trials.Listener() {
            @Override
            public void text(String text) {
                said.add(Map.of("side", name, "text", text));
            }

            @Override
            public void leftOut(String sentence, String reason) {
                said.add(Map.of("side", name, "refused", sentence, "reason", reason));
            }

            @Override
            public void over(String speaker, String note) {
                said.add(Map.of("side", name, "speaker", speaker, "note", note));
            }
        };
    }

    /**
     * Blocks until so many have said all they have to say.
     *
     * @throws IOException when the browser has gone
     */
    void writeTo(HttpServletResponse response, int speakers) throws IOException {
        response.setContentType("application/x-ndjson");
        OutputStream out = response.getOutputStream();
        int open = speakers;
        while (open > 0) {
            Map<String, String> next = next();
            String line = next.isEmpty() ? "" : EventJson.mapper().writeValueAsString(next);
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            open -= next.containsKey("speaker") ? 1 : 0;
        }
    }

    /** @return empty where nobody has said anything for a while */
    private Map<String, String> next() throws IOException {
        try {
            Map<String, String> next = said.poll(BREATH.toMillis(), TimeUnit.MILLISECONDS);
            return next == null ? Map.of() : next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a turn was worded", e);
        }
    }
}
