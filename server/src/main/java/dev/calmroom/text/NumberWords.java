package dev.calmroom.text;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** English number words up to ninety, one word each: {@code seven}, {@code fifteen}, {@code forty}. */
public final class NumberWords {
    private static final Map<String, Integer> VALUES = Map.ofEntries(
            Map.entry("zero", 0),
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("thirteen", 13),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("sixteen", 16),
            Map.entry("seventeen", 17),
            Map.entry("eighteen", 18),
            Map.entry("nineteen", 19),
            Map.entry("twenty", 20),
            Map.entry("thirty", 30),
            Map.entry("forty", 40),
            Map.entry("fifty", 50),
            Map.entry("sixty", 60),
            Map.entry("seventy", 70),
            Map.entry("eighty", 80),
            Map.entry("ninety", 90));

    private NumberWords() {}

    /**
     * A small number in figures or in words: {@code 45}, {@code forty five}, {@code forty-five}.
     *
     * @return empty where any of the words is no number, or there are too many figures
     */
    public static OptionalInt sum(String words) {
        if (words.matches("[0-9]{1,9}")) {
            return OptionalInt.of(Integer.parseInt(words));
        }
        int sum = 0;
        for (String word : words.split("[ -]", 0)) {
            OptionalInt value = of(word);
            if (value.isEmpty()) {
                return OptionalInt.empty();
            }
            sum += value.getAsInt();
        }
        return OptionalInt.of(sum);
    }

    /** @return a number as it is said, {@code forty-five}; empty where it has more than two figures or is below zero */
    public static Optional<String> inWords(int number) {
        if (number < 0 || number > 99) {
            return Optional.empty();
        }
        int ones = number > 20 ? number % 10 : 0;
        String tens = word(number - ones);
        return Optional.of(ones == 0 ? tens : tens + "-" + word(ones));
    }

    private static String word(int value) {
        return VALUES.entrySet().stream()
                .filter(word -> word.getValue() == value)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** @return what one lower-case word counts; empty when it is no number */
    public static OptionalInt of(String word) {
        Integer value = VALUES.get(word);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
