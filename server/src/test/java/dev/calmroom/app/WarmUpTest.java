package dev.calmroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.web.RunningService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

@Tag("slow")
class WarmUpTest {
    @TempDir
    private Path data;

    /** A proxy that finds the port open sends callers there. */
    @Test
    void nobodyIsLetInBeforeTheFirstTurnHasBeenRehearsed() {
        SpringApplication application = new SpringApplication(CalmroomApplication.class);
        List<Boolean> warm = new ArrayList<>();
        application.addListeners((ApplicationListener<WebServerInitializedEvent>) opened ->
                warm.add(opened.getApplicationContext().getBean(WarmUp.class).isRunning()));
        try (ConfigurableApplicationContext service = application.run(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--calmroom.prompts=" + RunningService.prompts(),
                "--calmroom.stop.seconds=0",
                "--calmroom.data=" + data)) {
            assertThat(service.isRunning()).isTrue();
            assertThat(warm).containsExactly(true);
        }
    }
}
