package dev.calmroom.app;

import java.util.Objects;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says on the terminal when a call can be taken, and where. */
@Component
class Readiness {

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext server) {
            String host = event.getApplicationContext().getEnvironment().getProperty("server.address", "localhost");
            String shown =
                    host.equals("127.0.0.1") || host.equals("0.0.0.0") || host.equals("::1") ? "localhost" : host;
            System.out.printf(
                    "Calmroom is ready on http://%s:%d%n",
                    shown, Objects.requireNonNull(server.getWebServer()).getPort());
        }
    }
}
