package dev.calmroom.judging;

import dev.calmroom.text.NumberWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a leader leaves people alone between two updates, read from the leader's words: an interval («every
 * forty-five minutes», «hourly», «on the half hour») or clock times («at midnight, then quarter to one»). Reads
 * {@link NormalText}.
 */
final class UpdateInterval {
    private static final String NUMBER = "(?:[0-9]{1,3}|(?:twenty|thirty|fou?rty|fifty|ninety)(?: five)?|"
            + "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|sixty)";
    private static final List<Map.Entry<Pattern, Integer>> PHRASES = List.of(
            Map.entry(
                    word(
                            "(?:every|each|once every) (?:single )?(?:half|1 2) (?:an |a )?hour|half hourly|on the half(?: |-)hour"
                                    + "|(?:every|each) half"),
                    30),
            Map.entry(word("(?:three|3) quarters? (?:of )?(?:an )?(?:hour|our)s?|every three quarters"), 45),
            Map.entry(
                    word("(?:every|each|a) quarter (?:of an )?hour|quarter hourly|(?:every|each) quarter of an hour"),
                    15),
            Map.entry(word("(?:every|each) (?:an )?hour and a half"), 90),
            Map.entry(
                    word(
                            "(?:every|each|once every|after every|per|once an?|one an|an update an|a line an|1 an?|a) (?:one |single |full )?(?:hour|hr)"
                                    + "|hourly|on the hour|top of (?:the|each|every) hour|once (?:an|per) (?:hour|hr)|(?:an|one) hour (?:from now|apart)"
                                    + "|in (?:an|one) hour|by the hour"),
                    60),
            Map.entry(word("(?:every|each) (?:couple of|few|other) hours?"), 120),
            Map.entry(word("(?:every|each) (?:couple of|few) minutes"), 5),
            Map.entry(
                    word(
                            "(?:every|each) (?:single )?minute|minute by minute|constantly|all the time|non ?stop|continuous(?:ly)?"),
                    1));
    private static final Pattern COUNTED = word(
            "(?:every|each|all|once every|in|intervals of|like|about|gap of|of) (?:(?:like|about|maybe|say|around|another|roughly|the) )*("
                    + NUMBER + ")(?: |-)?(minutes?|mins?|m|hours?|hrs?|h)?(?: intervals?)?");
    private static final Pattern BARE_MINUTES = word("(" + NUMBER + ")(?: |-)?(minutes?|mins?|minute|hours?|hour)"
            + " (?:intervals?|updates?|cadence|rhythm|apart|cycle|check ?ins?)");
    private static final Pattern RHYTHM_FIRST =
            word("(?:cadence|rhythm|interval|updates?|check ?ins?|frequency)\\b[a-z ]{0,30}?\\b(" + NUMBER
                    + ") (minutes?|mins?|hours?)");
    private static final Pattern CLOCK = word(
            "(?:(?:at|by|around|then|and|till|until|next word from you at) (?:about )?|(?=\\w+ oclock))("
                    + "(?:a )?quarter (?:to|past)|half past|half|ten (?:to|past)|twenty (?:to|past))? ?(midnight|twelve|one|two|three|four|five|six|eleven|ten|nine|eight|seven|[0-9]{1,2})(?: (fifteen|thirty|forty five|15|30|45|00))?(?: oclock| am| pm| a m| p m)?");
    /** «23:45», «23h45», «2345 hours», as a list is written or read out. */
    private static final Pattern TWENTY_FOUR =
            word("(?:at )?([01]?[0-9]|2[0-3])(?: ?h ?| )?([0-5][0-9])(?: hours| h)?");
    /** «twenty-three forty-five», «zero hundred», «oh one thirty». */
    private static final Pattern SPOKEN_TWENTY_FOUR = word(
            "(twenty (?:one|two|three)|twenty|(?:zero|oh|o) ?(?:one|two|three|four)?|thirteen|"
                    + "fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twelve|eleven|ten) (hundred|fifteen|thirty|forty five)(?: hours)?");

    /** What a recogniser makes of «every hour». */
    private static final Pattern MISHEARD_HOUR = word("(every|each|an|per|half|on the|full|one) our");

    private static final Pattern LOOSE_CLOCK =
            word("(?:a )?quarter (?:to|past)|midnight|half past|half twelve|half one");

    private UpdateInterval() {}

    /** The least time between two updates that the words leave; empty when they name none. */
    static Optional<Duration> of(String words) {
        String normal = MISHEARD_HOUR.matcher(words).replaceAll("$1 hour");
        List<Integer> minutes = new ArrayList<>();
        for (Map.Entry<Pattern, Integer> phrase : PHRASES) {
            if (phrase.getKey().matcher(normal).find()) {
                minutes.add(phrase.getValue());
            }
        }
        counted(COUNTED, normal, minutes);
        counted(BARE_MINUTES, normal, minutes);
        counted(RHYTHM_FIRST, normal, minutes);
        if (minutes.isEmpty()) {
            return clockTimes(normal);
        }
        return Optional.of(
                Duration.ofMinutes(minutes.stream().mapToInt(m -> m).min().orElseThrow()));
    }

    private static void counted(Pattern pattern, String normal, List<Integer> minutes) {
        Matcher found = pattern.matcher(normal);
        while (found.find()) {
            int number = number(found.group(1));
            String unit = found.group(2) == null ? "" : found.group(2);
            // «every forty-five» is minutes; «in one», «like two» alone is no time at all.
            boolean bare = unit.isEmpty();
            if (bare && (number < 5 || !found.group().matches("(?:every|each|all|once every) .*"))) {
                continue;
            }
            minutes.add(unit.startsWith("h") ? number * 60 : number);
        }
    }

    private static Optional<Duration> clockTimes(String normal) {
        List<Integer> times = new ArrayList<>();
        Matcher found = CLOCK.matcher(normal);
        while (found.find()) {
            times.add(minuteOfNight(found));
        }
        if (times.size() < 2) {
            List<Integer> written = new ArrayList<>(twentyFourHours(normal));
            times = written.size() < 2 ? times : written;
        }
        if (times.isEmpty()) {
            return LOOSE_CLOCK.matcher(normal).find() ? Optional.of(Duration.ofHours(1)) : Optional.empty();
        }
        int least = 60;
        for (int i = 1; i < times.size(); i++) {
            int gap = Math.floorMod(times.get(i) - times.get(i - 1), 12 * 60);
            if (gap > 0) {
                least = Math.min(least, gap);
            }
        }
        return Optional.of(Duration.ofMinutes(least));
    }

    private static List<Integer> twentyFourHours(String normal) {
        List<Integer> times = new ArrayList<>();
        Matcher written = TWENTY_FOUR.matcher(normal);
        while (written.find()) {
            times.add(Integer.parseInt(written.group(1)) * 60 + Integer.parseInt(written.group(2)));
        }
        Matcher spoken = SPOKEN_TWENTY_FOUR.matcher(normal);
        while (spoken.find()) {
            String hour = spoken.group(1).replaceFirst("^(?:oh|o)\\b", "zero");
            String minute = spoken.group(2);
            times.add(number(hour) * 60 + (minute.equals("hundred") ? 0 : number(minute)));
        }
        return times;
    }

    private static int minuteOfNight(Matcher found) {
        int hour = found.group(2).equals("midnight") ? 12 : number(found.group(2));
        int minute = found.group(3) == null ? 0 : number(found.group(3));
        String shift = found.group(1) == null ? "" : found.group(1);
        int offset = shift.contains("quarter to")
                ? -15
                : shift.contains("quarter past")
                        ? 15
                        : shift.startsWith("half")
                                ? 30
                                : shift.equals("ten to") ? -10 : shift.equals("ten past") ? 10 : 0;
        return hour * 60 + minute + offset;
    }

    private static int number(String words) {
        return NumberWords.sum(words.replace("fourty", "forty")).orElse(0);
    }

    private static Pattern word(String pattern) {
        return Pattern.compile("\\b(?:" + pattern + ")\\b");
    }
}
