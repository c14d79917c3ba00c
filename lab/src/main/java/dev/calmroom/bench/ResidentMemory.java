package dev.calmroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** How much of a process is in memory, native parts and all. */
public final class ResidentMemory {
    private ResidentMemory() {}

    /** @return megabytes; empty where the system does not tell (it is no Linux) or the process is gone */
    public static OptionalDouble megabytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .findFirst();
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    /** As {@link #megabytes(long)}, of this process; 0 where it is not told. */
    public static double ofThisProcess() {
        return megabytes(ProcessHandle.current().pid()).orElse(0);
    }
}
