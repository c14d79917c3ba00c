package dev.calmroom.tuning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Which program it is that hears and plays: what was kept by another one is not taken for this one's. Counts the classes
 * of the rooms that have a part in a call, and the trained numbers, and nothing else: a change of a page or of a
 * command keeps what is kept.
 */
final class CodeVersion {
    private static final Set<String> HEARING =
            Set.of("text", "transcript", "scenario", "encoder", "appraisal", "comprehension");
    private static final Set<String> PLAYING =
            Set.of("emotion", "log", "persona", "roleplay", "replay", "judging", "language");
    private static final String ROOMS = "dev/calmroom/";
    private static final Set<String> TRAINED = Set.of("engines/appraisal/", "engines/reading/", "fitted/");

    private CodeVersion() {}

    /** Of what hears and appraises. */
    static String ofHearing() {
        return of(HEARING);
    }

    /** Of all that plays a call. */
    static String ofPlaying() {
        Set<String> all = new TreeSet<>(HEARING);
        all.addAll(PLAYING);
        return of(all);
    }

    private static String of(Set<String> rooms) {
        try {
            Path place = Path.of(CodeVersion.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Map<String, Long> sums = Files.isDirectory(place) ? inFolder(place, rooms) : inJar(place, rooms);
            return Digest.of(sums.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own classes cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program lies at no path", e);
        }
    }

    private static boolean counts(String name, Set<String> rooms) {
        if (TRAINED.stream().anyMatch(name::startsWith)) {
            return true;
        }
        if (!name.startsWith(ROOMS) || !name.endsWith(".class")) {
            return false;
        }
        String inside = name.substring(ROOMS.length());
        int slash = inside.indexOf('/');
        return slash > 0 && rooms.contains(inside.substring(0, slash));
    }

    private static Map<String, Long> inJar(Path jar, Set<String> rooms) throws IOException {
        Map<String, Long> sums = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            Enumeration<JarEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                if (!entry.isDirectory() && counts(entry.getName(), rooms)) {
                    sums.put(entry.getName(), entry.getCrc());
                }
            }
        }
        return sums;
    }

    private static Map<String, Long> inFolder(Path folder, Set<String> rooms) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        Map<String, Long> sums = new TreeMap<>();
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (counts(name, rooms)) {
                CRC32 sum = new CRC32();
                sum.update(Files.readAllBytes(file));
                sum.update(name.getBytes(StandardCharsets.UTF_8));
                sums.put(name, sum.getValue());
            }
        }
        return sums;
    }
}
