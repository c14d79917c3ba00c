package dev.calmroom.tuning;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Findings as one document that needs nothing else: the page's script, built from {@code web-client}, and the JSON in it. */
final class FindingsHtml {
    private static final String SCRIPT = "/static/findings/findings.js";

    private FindingsHtml() {}

    /** @return empty where this program was built without its page */
    static Optional<String> of(String title, String json) {
        try (InputStream in = FindingsHtml.class.getResourceAsStream(SCRIPT)) {
            if (in == null) {
                return Optional.empty();
            }
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of("""
                    <!doctype html>
                    <html lang="en">
                    <head>
                    <meta charset="utf-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <title>%s</title>
                    </head>
                    <body>
                    <script type="application/json" id="findings">%s</script>
                    <script type="module">%s</script>
                    </body>
                    </html>
                    """.formatted(escaped(title), inScript(json), script.replace("</script", "<\\/script")));
        } catch (IOException e) {
            throw new UncheckedIOException("the page of the findings cannot be read", e);
        }
    }

    /** Nothing within can end the element that it stands in. */
    private static String inScript(String json) {
        return json.replace("<", "\\u003c");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
