package dev.calmroom.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the numbers out of a sentence, in figures ({@code 2,200}, {@code 12:30}) or in English words
 * ({@code twenty-two hundred}, {@code half an hour}).
 */
public final class SpokenNumbers {
    private static final Map<String, Integer> SCALES = Map.of("hundred", 100, "thousand", 1000, "million", 1_000_000);
    /** A sentence that ends is a word of its own: no number goes on behind it («twenty-two hundred. One of them left»). */
    private static final Pattern WORDS = Pattern.compile("[a-z']+|\\d[\\d,]*(?:\\.\\d+)?|[.?!](?=\\s|$)");

    private static final Pattern FIGURES = Pattern.compile("\\d[\\d,]*(?:\\.\\d+)?");

    /**
     * @param value the number
     * @param unit that stands behind it: then it is a figure and not just a word; empty where none does
     */
    record Found(long value, String unit) {
        boolean measures() {
            return !unit.isEmpty();
        }
    }

    private final Set<String> units;

    public SpokenNumbers(Set<String> units) {
        this.units = units;
    }

    /** Whether a word may be part of a number or its unit: «ninety», «hundred», «half», «hours». */
    public boolean isPart(String word) {
        return NumberWords.of(word).isPresent()
                || SCALES.containsKey(word)
                || units.contains(word)
                || word.equals("half");
    }

    /** Every number that states something: all but «one» and «two» that stand before no unit. */
    public Set<Long> stated(String text) {
        return read(text).stream()
                .filter(n -> n.value() > 2 || n.measures())
                .map(Found::value)
                .collect(Collectors.toSet());
    }

    /** Every number, for what may be said. */
    public Set<Long> all(String text) {
        return read(text).stream().map(Found::value).collect(Collectors.toSet());
    }

    /** The numbers with a unit behind them. */
    public Set<Long> measured(String text) {
        return read(text).stream().filter(Found::measures).map(Found::value).collect(Collectors.toSet());
    }

    /** The numbers with a unit behind them, by unit, in the order in which the units are named. */
    public Map<String, Set<Long>> byUnit(String text) {
        Map<String, Set<Long>> figures = new LinkedHashMap<>();
        read(text).stream()
                .filter(Found::measures)
                .forEach(n -> figures.computeIfAbsent(n.unit(), unit -> new TreeSet<>())
                        .add(n.value()));
        return figures;
    }

    private List<Found> read(String text) {
        String plain = PlainWords.of(text)
                .replaceAll("an hour and a half", "90 minutes")
                .replaceAll("half an hour|half hour", "30 minutes")
                .replaceAll("quarter of an hour|quarter hour", "15 minutes")
                .replaceAll("(hundred|thousand) and (?=[a-z]|\\d)", "$1 ")
                .replaceAll("(?<=\\d):(?=\\d)", " ")
                .replaceAll("%", " percent ")
                .replaceAll("[-–—]", " ");
        List<String> tokens = new ArrayList<>();
        Matcher matcher = WORDS.matcher(plain);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return parse(tokens);
    }

    private List<Found> parse(List<String> tokens) {
        List<Found> found = new ArrayList<>();
        int at = 0;
        while (at < tokens.size()) {
            int end = at;
            long total = 0;
            long current = 0;
            long last = Long.MAX_VALUE;
            while (end < tokens.size() && continues(tokens.get(end), last)) {
                String token = tokens.get(end++);
                Integer scale = SCALES.get(token);
                if (scale != null) {
                    current = Math.max(1, current) * scale;
                    last = Long.MAX_VALUE;
                    if (scale > 100) {
                        total += current;
                        current = 0;
                    }
                } else {
                    long value = value(token);
                    current += value;
                    last = value;
                }
            }
            if (end == at) {
                at++;
            } else {
                found.add(new Found(total + current, unit(tokens, end)));
                at = end;
            }
        }
        return found;
    }

    /** «More» may stand between a number and its unit. */
    private String unit(List<String> tokens, int end) {
        int at = end < tokens.size() && tokens.get(end).equals("more") ? end + 1 : end;
        return at < tokens.size() && units.contains(tokens.get(at)) ? tokens.get(at) : "";
    }

    /** «Twenty two» is one number, «one two» and «twelve thirty» are two. */
    private static boolean continues(String token, long last) {
        if (SCALES.containsKey(token)) {
            return last != Long.MAX_VALUE;
        }
        boolean number =
                NumberWords.of(token).isPresent() || FIGURES.matcher(token).matches();
        return number && (last == Long.MAX_VALUE || (last >= 20 && last < 100 && value(token) < 10));
    }

    private static long value(String token) {
        OptionalInt small = NumberWords.of(token);
        return small.isPresent() ? small.getAsInt() : (long) Double.parseDouble(token.replace(",", ""));
    }
}
