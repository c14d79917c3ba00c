package dev.calmroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The log as it is written where nothing else is said. */
class LogLinesTest {
    @Test
    void whatComesInCannotPassForALineOfOurs() throws IOException {
        String forged = "12:00:00.000 INFO  Login somebody came in";

        String logged = line("no framework x\n" + forged + "\r" + forged);

        assertThat(logged.split("[\\r\\n]+"))
                .hasSize(3)
                .satisfies(lines -> assertThat(lines[0]).endsWith("WARN  Reports no framework x"))
                .satisfies(lines -> assertThat(lines[1]).isEqualTo("| " + forged))
                .satisfies(lines -> assertThat(lines[2]).isEqualTo("| " + forged));
    }

    private static String line(String message) throws IOException {
        LoggerContext context = new LoggerContext();
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern(pattern());
        layout.start();
        return layout.doLayout(new LoggingEvent(
                "", context.getLogger("dev.calmroom.report.Reports"), Level.WARN, message, null, null));
    }

    private static String pattern() throws IOException {
        try (InputStream in = Objects.requireNonNull(LogLinesTest.class.getResourceAsStream("/log-text.xml"))) {
            Matcher pattern = Pattern.compile("<pattern>(.*?)</pattern>", Pattern.DOTALL)
                    .matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(pattern.find()).isTrue();
            return pattern.group(1);
        }
    }
}
