package dev.calmroom.roleplay;

import dev.calmroom.text.NumberWords;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time in spoken English: «every forty-five minutes», «in half an hour», «hourly». */
final class SpokenInterval {
    /** «An hour», «every hour»: one of them. */
    private static final Set<String> ONE = Set.of("a", "an", "every");

    private static final Pattern HALF_HOUR = Pattern.compile("half[- ](an )?hour|half[- ]hourly");
    private static final Pattern HOUR_AND_A_HALF = Pattern.compile("hour and a half");
    private static final Pattern QUARTER = Pattern.compile("quarter (of an )?hour|every quarter\\b");
    private static final Pattern HOURLY = Pattern.compile("\\bhourly\\b|(each|per|every|once an|on the) hour\\b");
    private static final Pattern MINUTES =
            Pattern.compile("\\b(\\d{1,3}|[a-z]+(?:[- ](?:one|two|three|four|five))?)[- ]min");
    private static final Pattern HOURS = Pattern.compile("\\b(\\d{1,2}|[a-z]+) hours?\\b");

    private SpokenInterval() {}

    /** @return the first length of time named, between a minute and a day; empty when none is */
    static Optional<Duration> in(String words) {
        String text = words.toLowerCase(Locale.ROOT);
        for (Fixed fixed : List.of(
                new Fixed(HOUR_AND_A_HALF, 90),
                new Fixed(HALF_HOUR, 30),
                new Fixed(QUARTER, 15),
                new Fixed(HOURLY, 60))) {
            if (fixed.pattern().matcher(text).find()) {
                return Optional.of(Duration.ofMinutes(fixed.minutes()));
            }
        }
        return counted(MINUTES, text, 1).or(() -> counted(HOURS, text, 60));
    }

    private static Optional<Duration> counted(Pattern pattern, String text, int minutes) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            int number = number(matcher.group(1));
            if (number > 0 && number * minutes <= 24 * 60) {
                return Optional.of(Duration.ofMinutes((long) number * minutes));
            }
        }
        return Optional.empty();
    }

    private static int number(String word) {
        if (word.matches("\\d+")) {
            return Integer.parseInt(word);
        }
        int sum = 0;
        for (String part : word.split("[- ]", 0)) {
            OptionalInt value = ONE.contains(part) ? OptionalInt.of(1) : NumberWords.of(part);
            if (value.isEmpty()) {
                return 0;
            }
            sum += value.getAsInt();
        }
        return sum;
    }

    private record Fixed(Pattern pattern, int minutes) {}
}
