package dev.calmroom.roleplay;

import dev.calmroom.text.NumberWords;
import dev.calmroom.text.PlainWords;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time in spoken English: «every forty-five minutes», «in half an hour», «hourly»; or the time until a mark of
 * the clock: «at half past», «by quarter to one».
 */
final class SpokenInterval {
    /** «An hour», «every hour»: one of them. */
    private static final Pattern ONE = Pattern.compile("\\b(?:an?|every)\\b");

    private static final Pattern HALF_HOUR = Pattern.compile("half[- ](an )?hour|half[- ]hourly");
    private static final Pattern HOUR_AND_A_HALF = Pattern.compile("hour and a half");
    private static final Pattern THREE_QUARTERS =
            Pattern.compile("three[- ]quarters?[- ](of an )?hour|(each|every) three[- ]quarters\\b");
    private static final Pattern QUARTER = Pattern.compile("quarter[- ](of an )?hour|every quarter\\b(?! (past|to))");
    private static final Pattern HOURLY = Pattern.compile("\\bhourly\\b|(each|per|every|once an|on the) hour\\b");
    private static final Pattern MINUTES =
            Pattern.compile("\\b(\\d{1,3}|[a-z]+(?:[- ](?:one|two|three|four|five))?)[- ]min");
    private static final Pattern MARK = Pattern.compile(
            "\\b(half|quarter|bottom)[- ](past|to|before|of the hour)\\b(?: (?!the\\b|every\\b)(\\d{1,2}|[a-z]+)\\b)?");
    private static final Pattern MIDNIGHT = Pattern.compile("\\b(?:at|by|before|until|till) midnight\\b");
    private static final int HALF_A_DAY = 12 * 60;
    private static final Pattern HOURS = Pattern.compile("\\b(\\d{1,2}|[a-z]+) hours?\\b");

    private SpokenInterval() {}

    /**
     * @param clock what it is now
     * @return the first length of time named, between a minute and a day, else the time to the mark named; empty when none
     *     is
     */
    static Optional<Duration> in(String words, LocalTime clock) {
        String text = PlainWords.of(words);
        return length(text).or(() -> untilMark(text, clock));
    }

    private static Optional<Duration> length(String text) {
        for (Fixed fixed : List.of(
                new Fixed(HOUR_AND_A_HALF, 90),
                new Fixed(HALF_HOUR, 30),
                new Fixed(THREE_QUARTERS, 45),
                new Fixed(QUARTER, 15),
                new Fixed(HOURLY, 60))) {
            if (fixed.pattern().matcher(text).find()) {
                return Optional.of(Duration.ofMinutes(fixed.minutes()));
            }
        }
        return counted(MINUTES, text, 1).or(() -> counted(HOURS, text, 60));
    }

    /** Of a mark without its hour the next one is meant; of one with its hour, the next by a clock of twelve. */
    private static Optional<Duration> untilMark(String text, LocalTime clock) {
        int now = clock.toSecondOfDay() / 60;
        Matcher mark = MARK.matcher(text);
        if (!mark.find()) {
            return MIDNIGHT.matcher(text).find() ? Optional.of(minutes(-now, 24 * 60)) : Optional.empty();
        }
        boolean before = mark.group(2).matches("to|before");
        int minute = mark.group(1).equals("quarter") ? (before ? 45 : 15) : 30;
        int hour = mark.group(3) == null ? 0 : number(mark.group(3));
        boolean named = hour > 0 && hour <= 12;
        int at = named ? (hour - (before ? 1 : 0)) * 60 + minute : minute;
        return Optional.of(minutes(at - now, named ? HALF_A_DAY : 60));
    }

    /** From now to what comes round after so many minutes; never none. */
    private static Duration minutes(int ahead, int round) {
        int left = Math.floorMod(ahead, round);
        return Duration.ofMinutes(left == 0 ? round : left);
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

    private static int number(String words) {
        return NumberWords.sum(ONE.matcher(words).replaceAll("one")).orElse(0);
    }

    private record Fixed(Pattern pattern, int minutes) {}
}
