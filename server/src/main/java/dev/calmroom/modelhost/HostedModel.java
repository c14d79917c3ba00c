package dev.calmroom.modelhost;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A model host run as a child of this process: started, watched, started again when it has died, and stopped with us,
 * also when we are killed. Safe for use by several threads.
 */
public final class HostedModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostedModel.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    /** What has lived so long had nothing wrong with its start. */
    private static final Duration SETTLED = Duration.ofSeconds(20);

    private static final String MAIN = "dev.calmroom.cli.Calmroom";

    private final List<String> command;
    private final String name;
    private final URI address;
    private final Thread watcher;
    private volatile @Nullable Process process;
    private volatile boolean closed;
    private final AtomicInteger starts = new AtomicInteger();

    private HostedModel(List<String> command, String name, int port) {
        this.command = List.copyOf(command);
        this.name = name;
        this.address = URI.create("http://127.0.0.1:" + port);
        watcher = Thread.ofPlatform().name("model-host").daemon().unstarted(this::watch);
    }

    /**
     * Starts the process and returns; it listens once its model is loaded.
     *
     * @param context tokens that prompt and answer may have together
     * @throws IOException when no port is free
     */
    public static HostedModel start(Path file, int context) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of(
                "model",
                "--gguf",
                file.toAbsolutePath().toString(),
                "--port",
                String.valueOf(port),
                "--context",
                String.valueOf(context),
                "--attached"));
        HostedModel hosted = new HostedModel(command, ModelHost.nameOf(file), port);
        Runtime.getRuntime().addShutdownHook(new Thread(hosted::kill));
        hosted.watcher.start();
        return hosted;
    }

    /** This program once more: the same Java, the same classes. */
    private static List<String> java() {
        String classes = System.getProperty("java.class.path", "");
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-XX:-CreateCoredumpOnCrash",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-XX:ErrorFile=" + Path.of(System.getProperty("java.io.tmpdir"), "calmroom-model-%p.log")));
        java.addAll(isPacked(classes) ? List.of("-jar", classes) : List.of("-cp", classes, MAIN));
        return java;
    }

    /** Spring Boot's jar of jars is started by a class of its own. */
    private static boolean isPacked(String classes) {
        if (classes.contains(File.pathSeparator) || !classes.endsWith(".jar")) {
            return false;
        }
        try (JarFile jar = new JarFile(classes)) {
            Manifest manifest = jar.getManifest();
            return manifest != null
                    && Optional.ofNullable(manifest.getMainAttributes().getValue("Main-Class"))
                            .filter(main -> main.startsWith("org.springframework.boot.loader"))
                            .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    public URI address() {
        return address;
    }

    /** @return the process that runs now; empty while it is between two lives */
    public Optional<ProcessHandle> process() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(Process::toHandle);
    }

    /** @return how many times it has been started */
    public int starts() {
        return starts.get();
    }

    private void watch() {
        Duration pause = FIRST_PAUSE;
        String told = "";
        while (!closed) {
            long born = System.nanoTime();
            String last = live();
            if (closed) {
                return;
            }
            boolean settled = System.nanoTime() - born > SETTLED.toNanos();
            pause = settled
                    ? FIRST_PAUSE
                    : pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            // One that ends again as it did before is not told of again: it may do so every half minute, for days.
            boolean news = settled || !last.equals(told);
            told = last;
            LOG.atLevel(news ? Level.WARN : Level.DEBUG)
                    .log("The process of the language model {} ended ({}); it is started again", name, last);
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** @return how it ended */
    private String live() {
        String last = "";
        try {
            Process child =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process = child;
            starts.incrementAndGet();
            if (closed) {
                child.destroyForcibly();
            }
            try (BufferedReader lines = child.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    LOG.debug("model host: {}", line);
                    last = line.isBlank() ? last : line;
                }
            }
            return "exit %d%s".formatted(child.waitFor(), last.isEmpty() ? "" : ": " + last);
        } catch (IOException e) {
            return "it cannot be started: " + e.getMessage();
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }

    private void kill() {
        closed = true;
        Process child = process;
        if (child != null) {
            child.destroyForcibly();
        }
    }

    @Override
    public void close() {
        kill();
        watcher.interrupt();
    }
}
