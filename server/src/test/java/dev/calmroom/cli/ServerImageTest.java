package dev.calmroom.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.calmroom.caller.Phone;
import dev.calmroom.log.SessionEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server's own image, as a company runs it: read-only root, not root, PostgreSQL beside it; a whole typed call to
 * the scorecard. {@code CALMROOM_TEST_IMAGE} names an image that is built already, otherwise the Dockerfile is built.
 */
@Tag("slow")
@Tag("database")
@Tag("container")
class ServerImageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final List<String> WORDS = List.of(
            "Kenji, before anything else: how are you holding up? We carry this together.",
            "What is the worst case of the rollback, and what is the worst case of the targeted fix?",
            "What does your gut say? And if the fix fails, can we still roll back?",
            "Then we take the targeted fix. It is your call and I back it. I take Sales, the customers and the board.",
            "Give me one sentence every 45 minutes. The review is on Thursday, and nobody is blamed tonight.");

    private static Network network;
    private static PostgreSQLContainer postgres;
    private static GenericContainer<?> server;

    @BeforeAll
    static void start() {
        assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "No container engine here, so the server's image is not tried.");
        network = Network.newNetwork();
        String database = System.getenv().getOrDefault("CALMROOM_TEST_POSTGRES_IMAGE", "postgres:18");
        postgres = new PostgreSQLContainer(DockerImageName.parse(database).asCompatibleSubstituteFor("postgres"))
                .withNetwork(network)
                .withNetworkAliases("postgres");
        postgres.start();
        server = container()
                .withNetwork(network)
                .withExposedPorts(8080)
                .withEnv("CALMROOM_DATABASE_URL", "jdbc:postgresql://postgres:5432/" + postgres.getDatabaseName())
                .withEnv("CALMROOM_DATABASE_USER", postgres.getUsername())
                .withEnv("CALMROOM_DATABASE_PASSWORD", postgres.getPassword())
                .withEnv("CALMROOM_LLM_PROVIDER", "understudy")
                .withEnv("CALMROOM_ACCESS_LOGIN", "elsewhere")
                .withTmpFs(Map.of("/tmp", "exec,size=256m"))
                .withCreateContainerCmdModifier(create -> create.getHostConfig().withReadonlyRootfs(true))
                .waitingFor(Wait.forHttp("/actuator/health/readiness").withStartupTimeout(Duration.ofMinutes(5)));
        server.start();
    }

    private static GenericContainer<?> container() {
        String built = System.getenv("CALMROOM_TEST_IMAGE");
        if (built != null) {
            return new GenericContainer<>(DockerImageName.parse(built));
        }
        Path root = Path.of(System.getProperty("calmroom.root"));
        Future<String> image = new ImageFromDockerfile().withFileFromPath(".", root);
        return new GenericContainer<>(image);
    }

    @AfterAll
    static void stop() {
        for (GenericContainer<?> container : new GenericContainer<?>[] {server, postgres}) {
            if (container != null) {
                container.stop();
            }
        }
        if (network != null) {
            network.close();
        }
    }

    @Test
    void aWholeTypedCallComesToItsScorecardAndIsKeptInPostgresql() throws Exception {
        String session;
        try (Phone phone = Phone.dial(address(), "", 7L)) {
            assertThat(phone.await(() -> phone.welcome().isPresent(), PATIENCE)).isTrue();
            session = phone.welcome().orElseThrow().session();
            phone.answer();
            int turns = 1;
            awaitTurn(phone, turns);
            for (String words : WORDS) {
                phone.type(words);
                awaitTurn(phone, ++turns);
            }
            phone.hangUp();
            assertThat(phone.await(() -> phone.happened(SessionEvent.SessionGraded.class), PATIENCE))
                    .as("the call was graded; it broke off with: %s", phone.failure())
                    .isTrue();
            assertThat(phone.events(SessionEvent.LeaderSpoke.class))
                    .extracting(SessionEvent.LeaderSpoke::text)
                    .containsExactlyElementsOf(WORDS);
        }

        JsonNode listed = get("/api/sessions").get(0);
        assertThat(listed.path("session").asString()).isEqualTo(session);
        assertThat(listed.path("status").asString()).isEqualTo("graded");
        assertThat(listed.path("score").asInt()).isBetween(1, 100);
        assertThat(postgres.execInContainer(
                                "psql",
                                "-U",
                                postgres.getUsername(),
                                "-d",
                                postgres.getDatabaseName(),
                                "-Atc",
                                "select last_sequence = (select count(*) from events where session_id = id) from sessions")
                        .getStdout()
                        .strip())
                .isEqualTo("t");
    }

    @Test
    void itRunsAsNobodySpecialOnARootThatCannotBeWritten() throws Exception {
        assertThat(server.execInContainer("id", "-u").getStdout().strip()).isEqualTo("10001");
        assertThat(server.execInContainer("touch", "/opt/calmroom/x").getStderr())
                .contains("Read-only file system");
        assertThat(server.execInContainer("touch", "/data/x").getExitCode()).isZero();
    }

    @Test
    void healthNamesEveryEngine() throws Exception {
        JsonNode parts = get("/actuator/health").get("components");

        for (String part : List.of("store", "recogniser", "voice")) {
            assertThat(parts.path(part).path("status").asString()).as(part).isEqualTo("UP");
        }
    }

    private static void awaitTurn(Phone phone, int turns) throws InterruptedException {
        assertThat(phone.await(
                        () -> phone.happened(SessionEvent.SessionEnded.class)
                                || (phone.playbacks().size() >= turns
                                        && phone.playbacks().getLast().isDone()),
                        PATIENCE))
                .as("the persona's turn %d was heard; the line said: %s", turns, phone.failure())
                .isTrue();
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(address().resolve(path)).build();
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    private static URI address() {
        return URI.create("http://%s:%d".formatted(server.getHost(), server.getMappedPort(8080)));
    }
}
