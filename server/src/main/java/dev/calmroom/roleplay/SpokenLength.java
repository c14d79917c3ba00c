package dev.calmroom.roleplay;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time as people say them. */
final class SpokenLength {
    private SpokenLength() {}

    /** For instance «45 minutes», «1 hour», «4 hours and 20 minutes». */
    static String length(Duration duration) {
        long minutes = duration.toMinutes();
        long hours = minutes / 60;
        long rest = minutes % 60;
        if (hours == 0) {
            return counted(rest, "minute");
        }
        return rest == 0 ? counted(hours, "hour") : counted(hours, "hour") + " and " + counted(rest, "minute");
    }

    /** In words up to ten, in figures beyond. */
    static String number(int number) {
        String[] words = {"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
        return number >= 0 && number < words.length ? words[number] : String.valueOf(number);
    }

    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
