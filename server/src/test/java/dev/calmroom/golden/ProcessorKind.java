package dev.calmroom.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What decides which floating-point kernels a quantised model runs by. Two kinds round a last digit otherwise, and now and
 * then that tips an eight-bit number over: confidences differ in the third digit, and once in some calls a turn is heard
 * otherwise. On one kind the same words give the same numbers to the bit.
 */
record ProcessorKind(String name) {
    static ProcessorKind here() throws IOException {
        TreeSet<String> parts = new TreeSet<>();
        Path flags = Path.of("/proc/cpuinfo");
        if (Files.isReadable(flags)) {
            String text = " " + Files.readString(flags).replaceAll("\\s+", " ") + " ";
            for (String flag : new String[] {"avx2", "avx512f", "avx512_vnni", "avx_vnni"}) {
                if (text.contains(" " + flag + " ")) {
                    parts.add(flag);
                }
            }
        }
        parts.add(System.getProperty("os.arch").toLowerCase(Locale.ROOT));
        return new ProcessorKind(String.join(" ", parts));
    }
}
