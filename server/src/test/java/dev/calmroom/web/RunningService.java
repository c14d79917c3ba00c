package dev.calmroom.web;

import dev.calmroom.app.CalmroomApplication;
import dev.calmroom.log.EventLog;
import dev.calmroom.log.PlayedCall;
import dev.calmroom.log.SessionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The real service with its real engines on a free port, started once for all tests of a run. */
public final class RunningService {
    /** Started by the first who asks for it; to know where the prompts are starts nothing. */
    private static final class Shared {
        static final RunningService SERVICE = new RunningService();
    }

    private final ConfigurableApplicationContext context;
    private final URI address;

    private RunningService() {
        SpringApplication application = new SpringApplication(CalmroomApplication.class);
        context = application.run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--calmroom.prompts=" + prompts(),
                "--calmroom.stop.seconds=0",
                "--calmroom.data=" + temporaryFolder());
        int port = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
        address = URI.create("http://localhost:" + port);
    }

    public static RunningService shared() {
        return Shared.SERVICE;
    }

    /** For a test after which nobody else can use it; it stops it. */
    static RunningService ofItsOwn() {
        return new RunningService();
    }

    void stop() {
        context.close();
    }

    public URI address() {
        return address;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Where there are several of a type. */
    <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** What a session's log has of one kind of event, in its order. */
    <T extends SessionEvent> List<T> events(String session, Class<T> type) {
        return new PlayedCall(bean(EventLog.class).read(session, 0)).all(type);
    }

    public static Path prompts() {
        return Path.of(System.getProperty("calmroom.root", ".."))
                .resolve("prompts")
                .toAbsolutePath()
                .normalize();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
