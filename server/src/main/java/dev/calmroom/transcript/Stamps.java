package dev.calmroom.transcript;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as programs write them before, behind and above what was said. */
final class Stamps {
    /** {@code 1:02}, {@code 23:00:02}, {@code 00:00:01.000}, {@code 11:04 PM}, {@code 2026-11-29T23:00:02Z}. */
    static final String STAMP = "(?:\\d{1,4}[-./]\\d{1,2}[-./]\\d{1,4}(?:,?\\s+|T))?"
            + "\\d{1,3}:\\d{2}(?::\\d{2})?(?:[.,]\\d{1,6})?Z?(?:\\s?[AaPp]\\.?[Mm]\\b\\.?)?";

    private static final Pattern CLOCK =
            Pattern.compile("(?:(\\d{1,3}):)?(\\d{1,3}):(\\d{2})(?:[.,](\\d{1,6}))?\\s*(?:([AaPp])\\.?[Mm]\\.?)?Z?$");

    private Stamps() {}

    /** @return the time of the clock, hours and minutes where it has two numbers and a half of the day */
    static Duration time(String stamp) {
        Matcher clock = CLOCK.matcher(stamp.strip());
        if (!clock.find()) {
            throw new IllegalArgumentException("no time: " + stamp);
        }
        long first = clock.group(1) == null ? 0 : Long.parseLong(clock.group(1));
        long second = Long.parseLong(clock.group(2));
        long third = Long.parseLong(clock.group(3));
        String half = clock.group(5);
        if (half != null) {
            boolean withSeconds = clock.group(1) != null;
            long hours = (withSeconds ? first : second) % 12
                    + (half.toLowerCase(Locale.ROOT).equals("p") ? 12 : 0);
            return withSeconds
                    ? Duration.ofHours(hours).plusMinutes(second).plusSeconds(third)
                    : Duration.ofHours(hours).plusMinutes(third);
        }
        String fraction = clock.group(4) == null ? "0" : clock.group(4);
        long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
        return Duration.ofHours(first).plusMinutes(second).plusSeconds(third).plusNanos(nanos);
    }
}
