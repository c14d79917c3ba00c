package dev.calmroom.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of texts that the program must go on making byte for byte. With {@code -Dcalmroom.golden.write=true} they are
 * written anew instead. What quantised models had a hand in is the same to the byte on a processor of the kind that it was
 * written on ({@code processor.txt}), and nearly so on others.
 */
record GoldenFolder(Path folder) {
    private static final Path ALL = Path.of("src/test/resources/golden");
    private static final boolean WRITE = Boolean.getBoolean("calmroom.golden.write");
    private static final int AROUND = 60;
    private static final Path WRITTEN_ON = ALL.resolve("processor.txt");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?(?:E-?\\d+)?");

    static GoldenFolder of(String name) {
        return new GoldenFolder(ALL.resolve(name));
    }

    /** @param made file names and their lines; the folder holds these and no others */
    void holds(Map<String, List<String>> made) throws IOException {
        if (WRITE) {
            write(made);
        }
        List<String> faults = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(made.keySet());
        names.addAll(names());
        for (String name : names) {
            Path file = folder.resolve(name);
            if (!made.containsKey(name)) {
                faults.add(file + ": nothing makes this file any more");
            } else if (!Files.exists(file)) {
                faults.add(file + ": is made, and is not kept here");
            } else {
                String kept = Files.readString(file);
                String now = text(made.get(name));
                if (!kept.equals(now)) {
                    faults.add(firstDifference(file, kept, now));
                }
            }
        }
        assertThat(faults)
                .as("differs from what is kept; if that is meant, run this test with -Dcalmroom.golden.write=true and"
                        + " say why in the commit")
                .isEmpty();
    }

    /**
     * The same for what a quantised model had a hand in.
     *
     * @param alike which share of the lines has to be made again on a processor of another kind, numbers aside; 0 to 1
     */
    void holdsHere(Map<String, List<String>> made, double alike) throws IOException {
        String here = ProcessorKind.here().name();
        if (WRITE) {
            Files.writeString(WRITTEN_ON, here + "\n");
        }
        if (Files.readString(WRITTEN_ON).strip().equals(here)) {
            holds(made);
            return;
        }
        assertThat(made.keySet()).as("files").containsExactlyInAnyOrderElementsOf(names());
        int lines = 0;
        int again = 0;
        for (Map.Entry<String, List<String>> file : made.entrySet()) {
            List<String> kept = new ArrayList<>(
                    shapes(Files.readString(folder.resolve(file.getKey())).lines()));
            List<String> now = shapes(text(file.getValue()).lines());
            lines += kept.size();
            again += (int) now.stream().filter(kept::remove).count();
        }
        assertThat((double) again / lines)
                .as("of %d lines that were kept on «%s» so many are made again on «%s», numbers aside"
                        .formatted(lines, Files.readString(WRITTEN_ON).strip(), here))
                .isGreaterThanOrEqualTo(alike);
    }

    private static List<String> shapes(Stream<String> lines) {
        return lines.map(line -> NUMBER.matcher(line).replaceAll("#")).toList();
    }

    private void write(Map<String, List<String>> made) throws IOException {
        Files.createDirectories(folder);
        for (String name : names()) {
            Files.delete(folder.resolve(name));
        }
        for (Map.Entry<String, List<String>> file : made.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), text(file.getValue()));
        }
    }

    private List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static String firstDifference(Path file, String kept, String now) {
        List<String> before = kept.lines().toList();
        List<String> after = now.lines().toList();
        int line = 0;
        while (line < before.size() && line < after.size() && before.get(line).equals(after.get(line))) {
            line++;
        }
        String was = line < before.size() ? before.get(line) : "";
        String is = line < after.size() ? after.get(line) : "";
        int at = 0;
        while (at < was.length() && at < is.length() && was.charAt(at) == is.charAt(at)) {
            at++;
        }
        return "%s:%d, column %d%n  kept: %s%n  now:  %s"
                .formatted(file, line + 1, at + 1, excerpt(was, at), excerpt(is, at));
    }

    /** Lines are long: the beginning tells which event it is, and then what is around the difference. */
    private static String excerpt(String line, int at) {
        if (line.length() <= 4 * AROUND) {
            return line.isEmpty() ? "(no line)" : line;
        }
        int from = Math.max(AROUND, at - AROUND);
        int to = Math.min(line.length(), at + 2 * AROUND);
        return line.substring(0, AROUND) + " … " + line.substring(Math.min(from, to), to) + " …";
    }
}
