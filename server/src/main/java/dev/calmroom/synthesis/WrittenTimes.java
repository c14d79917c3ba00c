package dev.calmroom.synthesis;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Dates, times of day, durations and years, as they are said in American English. */
final class WrittenTimes {
    private static final String MONTHS = Arrays.stream(Month.values())
            .map(month -> month.getDisplayName(TextStyle.FULL, Locale.US))
            .collect(Collectors.joining("|", "(?:", ")"));
    /** «Sept» is written as often as «Sep». «May» is no abbreviation. */
    private static final String SHORT_MONTHS = "(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?";

    private static final String DAYS = "\\b(Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)";
    private static final String YEAR = "((?:19|20)\\d{2})";
    private static final String TH = "(?:st|nd|rd|th)?";
    private static final String TO = "\\s?[-–—]\\s?";
    private static final String NO_MORE = "(?![\\d:/%]|[.,]\\d)";
    private static final String DAY = "(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:/%]|[.,]\\d)";

    private final SpelledNumbers numbers;
    private final SpeakableLanguage language;

    WrittenTimes(SpelledNumbers numbers, SpeakableLanguage language) {
        this.numbers = numbers;
        this.language = language;
    }

    List<SpeakableRule> rules() {
        return Stream.of(dates(), spans(), clocks()).flatMap(List::stream).toList();
    }

    private List<SpeakableRule> dates() {
        return List.of(
                SpeakableRule.of("\\b(\\d{4})[-/](\\d{2})[-/](\\d{2})(?:T(?=\\d)|\\b)", match -> date(match, 1, 2, 3)),
                SpeakableRule.of("\\b(\\d{1,2})/(\\d{1,2})/(\\d{4})\\b", this::slashed),
                SpeakableRule.of("\\b(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})\\b", match -> date(match, 3, 2, 1)),
                SpeakableRule.of(
                        "\\b" + SHORT_MONTHS + "\\s?(?=\\d{1,4}" + TH + "\\b)", match -> month(match.group(1)) + " "),
                SpeakableRule.of("(?<=\\b\\d{1,2}(?:st|nd|rd|th)? )" + SHORT_MONTHS, match -> month(match.group(1))),
                SpeakableRule.of(
                        "\\b(" + MONTHS + ")\\s+(\\d{1,2})" + TH + TO + "(\\d{1,2})" + TH + NO_MORE
                                + "(?!\\p{L})(?:,?\\s+" + YEAR + "\\b)?",
                        match -> match.group(1) + " " + day(match.group(2)) + " to " + day(match.group(3))
                                + year(match.group(4), ", ")),
                SpeakableRule.of(
                        "\\b(?:the\\s+)?(\\d{1,2})" + TH + TO + "(\\d{1,2})" + TH + "\\s+(?:of\\s+)?(" + MONTHS
                                + ")\\b(?:,?\\s+" + YEAR + "\\b)?",
                        match -> "the " + day(match.group(1)) + " to the " + day(match.group(2)) + " of "
                                + match.group(3) + year(match.group(4), ", ")),
                SpeakableRule.of(
                        "\\b(" + MONTHS + ")\\s+(\\d{1,2})" + TH + TO + "(?=" + MONTHS + "\\s+\\d)",
                        match -> match.group(1) + " " + day(match.group(2)) + " to "),
                SpeakableRule.of(
                        "\\b(" + MONTHS + ")\\s+" + DAY + "(?:,?\\s+" + YEAR + "\\b)?",
                        match -> match.group(1) + " " + day(match.group(2)) + year(match.group(3), ", ")),
                SpeakableRule.of(
                        "\\b(?:the\\s+)?" + DAY + "\\s+(?:of\\s+)?(" + MONTHS + ")\\b(?:,?\\s+" + YEAR + "\\b)?",
                        match -> "the " + day(match.group(1)) + " of " + match.group(2) + year(match.group(3), ", ")));
    }

    private List<SpeakableRule> spans() {
        return List.of(
                SpeakableRule.of(
                        "\\b(" + MONTHS + "|Q[1-4]|FY),?\\s?" + YEAR + "\\b",
                        match -> match.group(1) + year(match.group(2), " ")),
                SpeakableRule.of(
                        "\\b" + YEAR + "\\s?[-–]\\s?" + YEAR + "\\b",
                        match -> numbers.year(match.group(1)) + " to " + numbers.year(match.group(2))),
                SpeakableRule.of("\\b((?:19|20)\\d)0['’]?s\\b|['’](\\d)0s\\b", this::decade),
                SpeakableRule.of(
                        DAYS + "\\s?[-–]\\s?" + DAYS.substring(2) + "\\b",
                        match -> weekday(match.group(1)) + " to " + weekday(match.group(2))));
    }

    private List<SpeakableRule> clocks() {
        return List.of(
                SpeakableRule.of(
                        "(?i)(?<![\\p{L}\\d.:])(\\d{1,2})(?:[:.]([0-5]\\d))?" + TO
                                + "(?=\\d{1,2}(?:[:.][0-5]\\d)?\\s*[ap]\\.?m\\b)",
                        match -> numbers.cardinal(match.group(1)) + minutes(match.group(2), "") + " to "),
                SpeakableRule.of(
                        "(?i)(?<![\\p{L}\\d.:])(\\d{1,2})(?:[:.]([0-5]\\d))?\\s*([ap])\\.?m\\b\\.?(?:(\\s?[-–])\\s?(?=\\d))?",
                        this::halfDayTime),
                SpeakableRule.of(
                        "\\b([01]?\\d|2[0-3]):([0-5]\\d)(?::([0-5]\\d)(?:\\.\\d+)?(?:[-+]\\d\\d:\\d\\d)?)?(?:Z\\b)?(?!\\d)(?:(\\s?[-–])\\s?(?=\\d))?",
                        this::time),
                SpeakableRule.of(
                        "\\b(\\d{1,4})\\s?h(?:rs?)?\\s?(\\d{1,2})(?:\\s?m(?:in)?)?\\b",
                        match -> counted(match.group(1), "hour") + " " + counted(match.group(2), "minute")),
                SpeakableRule.of(
                        "\\b(\\d{1,4})\\s?m(?:in)?\\s?(\\d{1,2})\\s?s(?:ec)?\\b",
                        match -> counted(match.group(1), "minute") + " " + counted(match.group(2), "second")),
                SpeakableRule.of(
                        "(?i)\\b(in|since|by|until|from|of|late|early|before|after|during|through)\\s+" + YEAR
                                + "\\b(?!\\s+\\p{L}+s\\b)(?![.,]\\d|\\s?%)",
                        match -> match.group(1) + " " + numbers.year(match.group(2))));
    }

    /** Figures that are no day of any month are left to the other rules. */
    private String date(MatchResult match, int year, int month, int day) {
        try {
            LocalDate date = LocalDate.of(
                    Integer.parseInt(match.group(year)),
                    Integer.parseInt(match.group(month)),
                    Integer.parseInt(match.group(day)));
            return "%s %s, %s%s"
                    .formatted(
                            date.getMonth().getDisplayName(TextStyle.FULL, Locale.US),
                            numbers.ordinal(String.valueOf(date.getDayOfMonth())),
                            numbers.year(String.valueOf(date.getYear())),
                            match.group().endsWith("T") ? ", " : "");
        } catch (DateTimeException e) {
            return match.group();
        }
    }

    /** Month first, unless there is no such month: then it was written by somebody who puts the day first. */
    private String slashed(MatchResult match) {
        return Integer.parseInt(match.group(1)) > 12 ? date(match, 3, 2, 1) : date(match, 3, 1, 2);
    }

    private static String month(String abbreviated) {
        for (Month month : Month.values()) {
            String name = month.getDisplayName(TextStyle.FULL, Locale.US);
            if (name.startsWith(abbreviated)) {
                return name;
            }
        }
        return abbreviated;
    }

    private static String weekday(String abbreviated) {
        return Arrays.stream(java.time.DayOfWeek.values())
                .map(day -> day.getDisplayName(TextStyle.FULL, Locale.US))
                .filter(name -> name.startsWith(abbreviated))
                .findFirst()
                .orElse(abbreviated);
    }

    private String day(String figures) {
        return Integer.parseInt(figures) <= 31 ? numbers.ordinal(figures) : numbers.cardinal(figures);
    }

    private String year(@Nullable String figures, String before) {
        return figures == null ? "" : before + numbers.year(figures);
    }

    /** «Nineteen nineties»; a voice reads «nineties» from the number's word. */
    private String decade(MatchResult match) {
        String words =
                match.group(1) == null ? numbers.cardinal(match.group(2) + "0") : numbers.year(match.group(1) + "0");
        return SpelledNumbers.plural(words);
    }

    private String halfDayTime(MatchResult match) {
        String half = language.spell(match.group(3).equalsIgnoreCase("a") ? "AM" : "PM");
        return numbers.cardinal(match.group(1))
                + minutes(match.group(2), "")
                + " "
                + half
                + (match.group(4) != null ? " to " : endsSentence(match) ? "." : "");
    }

    /** The last stop of «2 p.m.» may be that of the sentence as well. */
    private static boolean endsSentence(MatchResult match) {
        return match.group().endsWith(".")
                && !match.group().toLowerCase(Locale.ROOT).endsWith(".m.");
    }

    private String time(MatchResult match) {
        String seconds = match.group(3) == null || match.group(3).equals("00")
                ? ""
                : " and " + counted(match.group(3), "second");
        return hour(match) + seconds + (match.group(4) == null ? "" : " to ");
    }

    private String hour(MatchResult match) {
        int hour = Integer.parseInt(match.group(1));
        if (hour == 0) {
            return match.group(2).equals("00")
                    ? "midnight"
                    : numbers.cardinal("12") + minutes(match.group(2), "") + " " + language.spell("AM");
        }
        return numbers.cardinal(match.group(1)) + minutes(match.group(2), hour <= 12 ? " o'clock" : " hundred");
    }

    private String minutes(@Nullable String minutes, String whenFull) {
        if (minutes == null) {
            return "";
        }
        if (minutes.equals("00")) {
            return whenFull;
        }
        return minutes.startsWith("0")
                ? " oh " + numbers.digits(minutes.substring(1))
                : " " + numbers.cardinal(minutes);
    }

    private String counted(String figures, String unit) {
        int count = Integer.parseInt(figures);
        return numbers.cardinal(String.valueOf(count)) + " " + unit + (count == 1 ? "" : "s");
    }
}
