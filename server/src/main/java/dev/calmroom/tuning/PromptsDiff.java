package dev.calmroom.tuning;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** In which lines two folders of prompts differ. */
public final class PromptsDiff {
    /** Lines that are the same are shown so far around those that are not. */
    private static final int AROUND = 2;

    private PromptsDiff() {}

    /** @param lines those that differ and a few around them, in order */
    public record FileDiff(String file, List<Line> lines) {
        public FileDiff {
            lines = List.copyOf(lines);
        }
    }

    /** What became of a line. */
    public enum Kind {
        @JsonProperty("same")
        SAME,
        @JsonProperty("removed")
        REMOVED,
        @JsonProperty("added")
        ADDED,
        /** Lines that are the same are left out here. */
        @JsonProperty("gap")
        GAP
    }

    /**
     * @param before its number in the first file, from 1, and {@code after} in the second; 0 where it is not there
     */
    public record Line(Kind kind, int before, int after, String text) {}

    public static List<FileDiff> of(Path before, Path after) {
        TreeSet<String> names = new TreeSet<>(files(before));
        names.addAll(files(after));
        List<FileDiff> diffs = new ArrayList<>();
        for (String name : names) {
            List<String> a = lines(before.resolve(name));
            List<String> b = lines(after.resolve(name));
            if (!a.equals(b)) {
                diffs.add(new FileDiff(name, diff(a, b)));
            }
        }
        return diffs;
    }

    private static List<Line> diff(List<String> before, List<String> after) {
        List<DiffRow> rows =
                DiffRowGenerator.create().lineNormalizer(line -> line).build().generateDiffRows(before, after);
        List<Line> all = new ArrayList<>();
        int a = 0;
        int b = 0;
        for (DiffRow row : rows) {
            switch (row.getTag()) {
                case EQUAL -> all.add(new Line(Kind.SAME, ++a, ++b, row.getOldLine()));
                case DELETE -> all.add(new Line(Kind.REMOVED, ++a, 0, row.getOldLine()));
                case INSERT -> all.add(new Line(Kind.ADDED, 0, ++b, row.getNewLine()));
                case CHANGE -> {
                    all.add(new Line(Kind.REMOVED, ++a, 0, row.getOldLine()));
                    all.add(new Line(Kind.ADDED, 0, ++b, row.getNewLine()));
                }
            }
        }
        return shortened(all);
    }

    private static List<Line> shortened(List<Line> all) {
        List<Line> kept = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            boolean near = all.subList(Math.max(0, i - AROUND), Math.min(all.size(), i + AROUND + 1)).stream()
                    .anyMatch(line -> line.kind() != Kind.SAME);
            if (near) {
                kept.add(all.get(i));
            } else if (!kept.isEmpty() && kept.getLast().kind() != Kind.GAP) {
                kept.add(new Line(Kind.GAP, 0, 0, ""));
            }
        }
        return kept;
    }

    private static List<String> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".yaml") || name.endsWith(".md"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be listed".formatted(folder), e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (MalformedInputException e) {
            return List.of("(no UTF-8 text)");
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }
}
