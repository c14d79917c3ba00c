package dev.calmroom.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * By which files something was made, so that it can be told later which of them have become other.
 *
 * @param sha256 of all of them, in hexadecimal
 * @param each the first digits of every single one's, by its path within the folder of prompts
 */
public record FilesRead(String sha256, Map<String, String> each) {
    /** Enough to tell versions of a file apart by; a call's log is to stay small. */
    private static final int DIGITS = 12;

    /** Where nothing could be read. */
    public static final FilesRead NONE = new FilesRead("", Map.of());

    public FilesRead {
        each = Collections.unmodifiableSortedMap(new TreeMap<>(each));
    }

    /** @param places within the folder, as {@link Fingerprint#of} takes them */
    static FilesRead in(Path prompts, Path... places) {
        SortedMap<String, String> each = new TreeMap<>();
        for (Path place : places) {
            for (Path file : Fingerprint.files(place)) {
                each.put(
                        prompts.relativize(file).toString().replace('\\', '/'),
                        Fingerprint.of(file).substring(0, DIGITS));
            }
        }
        return new FilesRead(Fingerprint.of(places), each);
    }

    /**
     * Which of the files are other than they were, sorted.
     *
     * @param then as {@link #each} was; empty where nobody noted it
     */
    public List<String> differingFrom(Map<String, String> then) {
        if (then.isEmpty()) {
            return List.of();
        }
        TreeSet<String> all = new TreeSet<>(each.keySet());
        all.addAll(then.keySet());
        List<String> differing = new ArrayList<>();
        for (String file : all) {
            String was = then.get(file);
            String is = each.get(file);
            if (was == null) {
                differing.add(file + " (new)");
            } else if (is == null) {
                differing.add(file + " (gone)");
            } else if (!was.equals(is)) {
                differing.add(file);
            }
        }
        return List.copyOf(differing);
    }
}
