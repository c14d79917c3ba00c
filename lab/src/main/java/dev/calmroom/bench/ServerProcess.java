package dev.calmroom.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The service in a process of its own, started as this one was, on a free port and with empty data. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready on (http://\\S+)");
    /** Names the jar that users start: what is measured is that one, without the laboratory on its class path. */
    private static final String SERVED = "calmroom.served";

    private static final int LINES_KEPT = 20;
    private final Process process;
    private final Path data;
    private final URI address;
    private final Duration startup;

    /** @param settings further environment variables @throws IOException when it does not become ready */
    static ServerProcess start(Path prompts, Map<String, String> settings) throws IOException {
        return start(commandOfThisProcess(), prompts, settings);
    }

    /** @param launcher begins the command line: another version's {@code calmroom}, or this one's own */
    static ServerProcess start(List<String> launcher, Path prompts, Map<String, String> settings) throws IOException {
        Path data = Files.createTempDirectory("calmroom-bench");
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of("serve", "--port", "0", "--data", data.toString(), "--prompts", prompts.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(settings);
        return new ServerProcess(builder, data);
    }

    private ServerProcess(ProcessBuilder builder, Path data) throws IOException {
        this.data = data;
        long begun = System.nanoTime();
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::destroy)); // a bench broken off leaves none behind
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                startup = Duration.ofNanos(System.nanoTime() - begun);
                address = URI.create(ready.group(1));
                Thread.ofVirtual().start(() -> drain(out));
                return;
            }
        }
        clear();
        throw new IOException("The service did not start:\n"
                + String.join("\n", said.subList(Math.max(0, said.size() - LINES_KEPT), said.size())));
    }

    static List<String> commandOfThisProcess() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        String served = System.getProperty(SERVED);
        if (served == null) {
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.calmroom.cli.Calmroom"));
        } else {
            command.addAll(List.of("-jar", served));
        }
        return command;
    }

    private static void drain(BufferedReader out) {
        try (out) {
            while (out.readLine() != null) {
                // Only so that the process never waits for a reader.
            }
        } catch (IOException e) {
            // The process is gone.
        }
    }

    URI address() {
        return address;
    }

    /** From the start of the process until it says that it is ready. */
    Duration startup() {
        return startup;
    }

    /** Megabytes resident. @throws IOException where the system does not tell (it is no Linux) */
    double residentMegabytes() throws IOException {
        return ResidentMemory.megabytes(process.pid()).orElseThrow(() -> new IOException("no resident size is told"));
    }

    /** Processor time used so far, all cores. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        clear();
    }

    private void destroy() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private void clear() {
        delete(data);
    }

    /** Deletes a temporary folder; what cannot be deleted the system clears in time. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // Nobody waits for it.
        }
    }
}
