package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A real Keycloak in a process of its own, with one realm and six people in it. */
record KeycloakProcess(Process process, URI issuer, Path output) implements AutoCloseable {
    /**
     * @param distribution Keycloak as it is distributed, a zip
     * @param folder where it is unpacked and keeps what it knows
     * @param calmroom where the browser comes back to
     */
    static KeycloakProcess start(Path distribution, Path folder, URI calmroom) throws IOException {
        Path home = unpacked(distribution, folder);
        Path realm = Files.createDirectories(home.resolve("data/import")).resolve("company.json");
        try (InputStream in = KeycloakProcess.class.getResourceAsStream("/keycloak/company.json")) {
            String written = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(realm, written.replace("@calmroom@", calmroom.toString()));
        }
        int port = ProxyProcess.freePort();
        Path output = folder.resolve("keycloak.log");
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        home.resolve("bin/kc.sh").toString(),
                        "start-dev",
                        "--import-realm",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // Its threads stand still without, from Java 24 on.
        builder.environment().put("JAVA_OPTS_APPEND", "--add-opens=java.base/java.lang=ALL-UNNAMED");
        URI issuer = URI.create("http://127.0.0.1:%d/realms/company".formatted(port));
        return new KeycloakProcess(builder.start(), issuer, output);
    }

    private static Path unpacked(Path distribution, Path folder) throws IOException {
        String home = "";
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(distribution))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                assertThat(file.startsWith(folder)).as(entry.getName()).isTrue();
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.resolveSibling(""));
                Files.copy(zip, file);
                home = entry.getName().substring(0, entry.getName().indexOf('/'));
            }
        }
        return folder.resolve(home);
    }

    KeycloakProcess awaitReady() throws IOException, InterruptedException {
        long until = System.nanoTime() + Duration.ofMinutes(6).toNanos();
        while (System.nanoTime() < until && !process.waitFor(500, TimeUnit.MILLISECONDS)) {
            try (HttpClient http = HttpClient.newHttpClient()) {
                URI known = URI.create(issuer + "/.well-known/openid-configuration");
                if (http.send(HttpRequest.newBuilder(known).build(), HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return this;
                }
            } catch (IOException notYet) {
                // Nobody listens there yet.
            }
        }
        throw new AssertionError("Keycloak is not ready: " + Files.readString(output));
    }

    @Override
    public void close() {
        // The script is the parent of the process that listens.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
