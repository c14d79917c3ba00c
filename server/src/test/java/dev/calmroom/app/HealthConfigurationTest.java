package dev.calmroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.calmroom.judging.GraderModels;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

class HealthConfigurationTest {
    private final HealthConfiguration configuration = new HealthConfiguration();

    @Test
    void aGraderThatDoesNotAnswerIsSeenBeforeACallIsGraded() throws IOException {
        Map<String, String> environment = Map.of(
                "CALMROOM_GRADER_PROVIDER", "openai",
                "CALMROOM_GRADER_BASE_URL", "http://127.0.0.1:%d/v1".formatted(portOfNobody()),
                "CALMROOM_GRADER_MODEL", "tiny");
        HealthIndicator indicator =
                configuration.graderHealthIndicator(new GraderModel(GraderModels.model(environment::get)));

        Health health = Objects.requireNonNull(indicator.health());

        assertThat(health.getStatus()).isEqualTo(EngineHealth.DEGRADED);
        assertThat(health.getDetails()).containsKey("reason");
        assertThat(String.valueOf(health.getDetails().get("engine"))).contains("tiny");
    }

    @Test
    void theBuiltInJudgeIsAlwaysThere() {
        Health health = Objects.requireNonNull(configuration
                .graderHealthIndicator(new GraderModel(Optional.empty()))
                .health());
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsEntry("engine", "built-in");
    }

    private static int portOfNobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
