package dev.calmroom.web;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service in a process of its own, on a database that it shares with others: it can be killed as hardware dies. */
record ServerProcess(Process process, int port, Path output) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** @param folder where it keeps its data, and writes what it says */
    static ServerProcess start(EmbeddedPostgres postgres, Path folder, int port) throws IOException {
        return start(
                Map.of(
                        "CALMROOM_DATABASE_URL",
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "CALMROOM_DATABASE_USER",
                        "postgres"),
                folder,
                port);
    }

    /** With the embedded database; started again with the same folder and port, it finds what it had. */
    static ServerProcess alone(Path folder, int port) throws IOException {
        return start(Map.of(), folder, port);
    }

    /** With so little memory, and so few file handles, that both come to their end. */
    static ServerProcess scarce(Path folder, int port, int megabytes, int handles) throws IOException {
        return start(
                List.of("bash", "-c", "ulimit -n %d; exec \"$0\" -Xmx%dm \"$@\"".formatted(handles, megabytes)),
                Map.of(),
                folder,
                port);
    }

    /** @param environment what is set beside the voice */
    static ServerProcess start(Map<String, String> environment, Path folder, int port, String... options)
            throws IOException {
        return start(List.of(), environment, folder, port, options);
    }

    private static ServerProcess start(
            List<String> by, Map<String, String> environment, Path folder, int port, String... options)
            throws IOException {
        Path output = folder.resolve(port + ".log");
        List<String> command = new ArrayList<>(by);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // It is killed, and would leave there what libraries unpack.
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve(port + "-temporary")),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.calmroom.cli.Calmroom",
                "serve",
                "--port=" + port,
                "--prompts=" + RunningService.prompts(),
                "--data=" + folder.resolve(String.valueOf(port))));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("CALMROOM_VOICE", "freetts");
        return new ServerProcess(builder.start(), port, output);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void awaitReady() throws IOException, InterruptedException {
        long until = System.nanoTime() + Duration.ofMinutes(6).toNanos();
        while (System.nanoTime() < until && !process.waitFor(500, TimeUnit.MILLISECONDS)) {
            try {
                if (get("/actuator/health/readiness").statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Nobody listens there yet.
            }
        }
        throw new AssertionError("a server is not ready: " + Files.readString(output));
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(get(path).body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(address().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
