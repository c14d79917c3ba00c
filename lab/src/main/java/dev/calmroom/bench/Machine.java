package dev.calmroom.bench;

import dev.calmroom.caller.Phone;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a figure was taken; without it a figure says nothing.
 *
 * @param load the system's load average over a minute at the start; negative where it is not known
 */
public record Machine(int cores, String processor, String system, String java, String version, double load, long seed) {

    /** The version is that of the product, whose class that is, and not the laboratory's. */
    public static Machine here(long seed) {
        Runtime.Version runtime = Runtime.version();
        String version = Optional.ofNullable(Phone.class.getPackage().getImplementationVersion())
                .orElse("built from sources");
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                processorName(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.vendor") + " " + runtime,
                version,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                seed);
    }

    private static String processorName() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException e) {
            return "unknown processor";
        }
    }

    public void into(ObjectNode report) {
        report.putObject("machine")
                .put("cores", cores)
                .put("processor", processor)
                .put("system", system)
                .put("java", java)
                .put("version", version)
                .put("load", load)
                .put("seed", seed);
    }

    public String inWords() {
        return "%d cores of %s, %s, Java %s, Calmroom %s, load %.1f at the start, seed %d"
                .formatted(cores, processor, system, java, version, load, seed);
    }
}
