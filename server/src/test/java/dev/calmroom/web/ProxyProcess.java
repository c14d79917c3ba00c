package dev.calmroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A real proxy before the service, in a process of its own; stopped with the test. */
public record ProxyProcess(Process process, Path output) implements AutoCloseable {
    private static final Pattern SECOND = Pattern.compile("server second:8080( [^;]*;)");

    /** Where a program is installed; the test is passed over where it is not. */
    public static String program(String name) {
        return List.of("/usr/sbin/" + name, "/usr/bin/" + name, "/usr/local/bin/" + name).stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseGet(() -> {
                    assumeTrue(false, name + " is not installed here");
                    return name;
                });
    }

    public static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    public static ProxyProcess start(Path folder, String... command) throws IOException {
        Path output = folder.resolve("out");
        return new ProxyProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    /** @param blocks what stands within nginx's {@code http} */
    public static ProxyProcess nginx(Path folder, String blocks) throws IOException {
        Path file = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off; pid %1$s/pid; error_log stderr;
                events {}
                http { access_log off; client_body_temp_path %1$s/a; proxy_temp_path %1$s/b; fastcgi_temp_path %1$s/c;
                uwsgi_temp_path %1$s/d; scgi_temp_path %1$s/e;
                %2$s }
                """.formatted(folder, blocks));
        return start(folder, program("nginx"), "-c", file.toString());
    }

    /** Before two servers of this machine, with the very file that compose's profile {@code scale} mounts. */
    public static ProxyProcess scaling(Path folder, int port, int... servers) throws IOException {
        String file = Files.readString(Path.of(System.getProperty("calmroom.root", ".."), "docs", "nginx-scale.conf"))
                .replace("listen 80;", "listen 127.0.0.1:%d;".formatted(port))
                .replace("server server:8080", "server 127.0.0.1:" + servers[0]);
        return nginx(folder, SECOND.matcher(file).replaceAll(second -> further(second.group(1), servers)));
    }

    /** The file has one line for a second server; each further one gets the same. */
    private static String further(String settings, int[] servers) {
        return Arrays.stream(servers)
                .skip(1)
                .mapToObj(server -> "server 127.0.0.1:" + server + settings)
                .collect(Collectors.joining("\n    "));
    }

    public void awaitPort(String host, int port) throws IOException, InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < until) {
            assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
            try (Socket socket = new Socket(host, port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException notYet) {
                // It does not listen yet.
            }
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new AssertionError("the proxy does not listen: " + Files.readString(output));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(5, TimeUnit.SECONDS).join();
    }
}
