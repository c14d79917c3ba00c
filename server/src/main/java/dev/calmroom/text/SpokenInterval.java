package dev.calmroom.text;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time in spoken English. Two things are asked of them: when somebody will call back («in half an hour», «at
 * half past»), and how long a rhythm of updates leaves people alone («every forty-five minutes», «hourly», «at midnight,
 * then quarter to one»). The first takes a length wherever it is named; the second only where it is said as a rhythm.
 */
public final class SpokenInterval {
    private static final String UNIT = "minutes?|mins?|mikes?|m|hours?|hrs?|h";

    private static final String NUMBER =
            "(?:[0-9]{1,3}|(?:twenty|thirty|fou?rty|fifty|sixty|seventy|eighty|ninety)(?: (?:one|two|three|four|five|six|seven|eight|nine))?"
                    + "|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)";

    private static final String TWICE_AN_HOUR =
            "(?:on the hour|top of the hour|top) and (?:on |at )?(?:the )?(?:half|bottom of the hour|bottom of it)(?: past)?|(?:twice|two times) (?:an|every|per) hour";

    /** Lengths that have names of their own; where several are named the earlier in this list is meant. */
    private static final List<Named> NAMED = List.of(
            new Named(90, word("hour and a half"), word("(?:every|each) (?:an )?hour and a half")),
            new Named(
                    30,
                    word("half (?:an )?hour|half hourly|" + TWICE_AN_HOUR),
                    word(
                            "(?:every|each|once every) (?:single )?(?:half|1 2) (?:an |a )?hour|half hourly|on the half(?: |-)hour"
                                    + "|(?:every|each) half|" + TWICE_AN_HOUR)),
            new Named(45, word("(?:three|3) quarters? (?:of )?(?:an )?(?:hour|our)s?|(?:every|each) three quarters")),
            new Named(
                    15,
                    word("quarter (?:of an )?hour|quarter hourly|every quarter(?! (?:past|to))"),
                    word("(?:every|each|a) quarter (?:of an )?hour|quarter hourly")),
            new Named(
                    60,
                    word("hourly|(?:each|per|every|once an|on the) hour"),
                    word(
                            "(?:every|each|once every|after every|per|once an?|one an|an update an|a line an|1 an?|a) (?:one |single |full )?(?:hour|hr)"
                                    + "|hourly|on the hour|top of (?:the|each|every) hour|once (?:an|per) (?:hour|hr)|(?:an|one) hour (?:from now|apart)"
                                    + "|in (?:an|one) hour|by the hour")));

    private static final List<Named> RHYTHMS = List.of(
            new Named(120, word("(?:every|each) (?:couple of|few|other) hours?")),
            new Named(5, word("(?:every|each) (?:couple of|few) minutes")),
            new Named(
                    1,
                    word(
                            "(?:every|each) (?:single )?minute|minute by minute|constantly|all the time|non ?stop|continuous(?:ly)?")));

    private static final Pattern MINUTES = word("(" + NUMBER + "|an?|every) min(?:ute)?s?");
    private static final Pattern HOURS = word("(" + NUMBER + "|an?|every) hours?");
    private static final Pattern MARK = Pattern.compile(
            "\\b(half|quarter|bottom)[- ](past|to|before|of the hour)\\b(?: (?!the\\b|every\\b)(\\d{1,2}|[a-z]+)\\b)?");
    private static final Pattern MIDNIGHT = Pattern.compile("\\b(?:at|by|before|until|till) midnight\\b");
    private static final int HALF_A_DAY = 12 * 60;

    private static final Pattern COUNTED = word(
            "(?:every|each|all|once every|in|intervals of|like|about|gap of|of) (?:(?:like|about|maybe|say|around|another|roughly|the) )*("
                    + NUMBER + ")(?: |-)?(" + UNIT + ")?\\b(?: intervals?)?");
    /** A number without its unit is one of minutes where a clock has such a mark and nothing else is counted by it. */
    private static final Pattern BARE = Pattern.compile("(?:every|each|once every) .*");

    private static final Pattern COUNTS_ON = Pattern.compile("[ -](?:hundred|thousand|million|percent|point|of)\\b");
    private static final int MARKS = 5;
    private static final int LAST_MARK = 90;
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

    private static final Pattern SENTENCE_END = Pattern.compile("[.?!;]+(?:\\s+|$)");
    /** Words without which a length is named once and not over and over. */
    private static final Pattern AGAIN =
            word("every|each|once (?:in )?an|hourly|half hour(?:ly)?|twice|two times|on the hour|"
                    + "intervals?|cadence|rhythm|" + NUMBER + " minutes? (?:updates?|check ?ins?|apart|cycle)");
    /** «Forty-five minutes, one sentence.» */
    private static final Pattern IN_SHORT =
            word("(" + NUMBER + " minutes?|half an hour|an hour) (?:one|a single|a) (?:sentence|line|word)");

    private static final Pattern ONCE = word("(?:in|within) (?:the next )?(" + NUMBER
            + " min(?:ute)?s?|half an hour|(?:an|one) hour|" + NUMBER + " hours?|hour)");
    /** A length is no appointment: somebody hears from somebody then. */
    private static final Pattern WORD_IS_GIVEN = word(
            "call|ring|phone|text|ping|tell|write|message|update|report|hear|word|line|sentence|speak|talk|back to me|let me know");

    private static final Pattern AT_MIDNIGHT = word("at midnight");
    private static final Duration LEAST_KEPT = Duration.ofMinutes(5);

    private SpokenInterval() {}

    /**
     * The first length of time named, else the time to the mark of the clock named.
     *
     * @param words as somebody said them
     * @param clock what it is now
     * @return between a minute and a day; empty when none is named
     */
    public static Optional<Duration> first(String words, LocalTime clock) {
        String plain = PlainWords.of(words).replace('-', ' ');
        return length(plain).or(() -> untilMark(plain, clock));
    }

    /**
     * The least time between two updates that the words leave.
     *
     * @param words in small letters, without marks
     * @return empty when they name none
     */
    public static Optional<Duration> betweenUpdates(String words) {
        return rhythm(words).or(() -> clockTimes(heard(words)));
    }

    private static String heard(String words) {
        return MISHEARD_HOUR.matcher(words).replaceAll("$1 hour");
    }

    private static Optional<Duration> rhythm(String words) {
        String plain = heard(words);
        List<Integer> minutes = new ArrayList<>();
        for (List<Named> lengths : List.of(NAMED, RHYTHMS)) {
            for (Named length : lengths) {
                Matcher rhythm = length.rhythm().matcher(plain);
                if (rhythm.find()) {
                    minutes.add(length.minutes());
                    // «Every hour and a half» is no «every hour».
                    plain = rhythm.replaceAll(" ");
                }
            }
        }
        rhythms(COUNTED, plain, minutes);
        rhythms(BARE_MINUTES, plain, minutes);
        rhythms(RHYTHM_FIRST, plain, minutes);
        return minutes.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofMinutes(
                        minutes.stream().mapToInt(m -> m).min().orElseThrow()));
    }

    /**
     * The rhythm that the words name, wherever it stands, or else the time, as whoever agrees says it back: «every half
     * hour», «in an hour».
     *
     * @param words as somebody said them
     * @return empty where they name none, or one that nobody could keep
     */
    public static Optional<String> saidBack(String words) {
        List<String> sentences =
                SENTENCE_END.splitAsStream(words).map(PlainWords::bare).toList();
        return sentences.stream()
                .flatMap(sentence -> again(sentence).stream())
                .findFirst()
                .or(() -> sentences.stream()
                        .flatMap(sentence -> once(sentence).stream())
                        .findFirst());
    }

    private static Optional<String> again(String plain) {
        Matcher inShort = IN_SHORT.matcher(plain);
        Optional<Duration> rhythm = AGAIN.matcher(plain).find()
                ? rhythm(plain)
                : Optional.of(inShort).filter(Matcher::find).flatMap(found -> length(found.group(1)));
        return rhythm.filter(length -> length.compareTo(LEAST_KEPT) >= 0)
                .map(length -> (int) length.toMinutes())
                .flatMap(minutes -> switch (minutes) {
                    case 30 -> Optional.of("every half hour");
                    case 60 -> Optional.of("once an hour");
                    default -> inWords(minutes).map(length -> "every " + length);
                });
    }

    private static Optional<String> once(String plain) {
        if (!WORD_IS_GIVEN.matcher(plain).find()) {
            return Optional.empty();
        }
        Matcher once = ONCE.matcher(plain);
        if (!once.find()) {
            return Optional.of("at midnight")
                    .filter(_ -> AT_MIDNIGHT.matcher(plain).find());
        }
        return length(once.group(1).equals("hour") ? "an hour" : once.group(1))
                .flatMap(length -> inWords((int) length.toMinutes()))
                .map(length -> "in " + length);
    }

    private static Optional<String> inWords(int minutes) {
        if (minutes == 30) {
            return Optional.of("half an hour");
        }
        if (minutes == 60) {
            return Optional.of("an hour");
        }
        return minutes % 60 == 0
                ? NumberWords.inWords(minutes / 60).map(hours -> hours + " hours")
                : NumberWords.inWords(minutes).map(number -> number + " minutes");
    }

    private static Optional<Duration> length(String plain) {
        return NAMED.stream()
                .filter(length -> length.said().matcher(plain).find())
                .findFirst()
                .map(length -> Duration.ofMinutes(length.minutes()))
                .or(() -> counted(MINUTES, plain, 1))
                .or(() -> counted(HOURS, plain, 60));
    }

    private static Optional<Duration> counted(Pattern pattern, String plain, int minutes) {
        Matcher found = pattern.matcher(plain);
        while (found.find()) {
            int number = found.group(1).matches("an?|every") ? 1 : number(found.group(1));
            if (number > 0 && number * minutes <= 24 * 60) {
                return Optional.of(Duration.ofMinutes((long) number * minutes));
            }
        }
        return Optional.empty();
    }

    /** Of a mark without its hour the next one is meant; of one with its hour, the next by a clock of twelve. */
    private static Optional<Duration> untilMark(String plain, LocalTime clock) {
        int now = clock.toSecondOfDay() / 60;
        Matcher mark = MARK.matcher(plain);
        if (!mark.find()) {
            return MIDNIGHT.matcher(plain).find() ? Optional.of(minutes(-now, 24 * 60)) : Optional.empty();
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

    private static void rhythms(Pattern pattern, String plain, List<Integer> minutes) {
        Matcher found = pattern.matcher(plain);
        while (found.find()) {
            int number = number(found.group(1));
            String unit = found.group(2) == null ? "" : found.group(2);
            if (!unit.isEmpty() || isMark(found.group(), number, plain.substring(found.end(1)))) {
                minutes.add(unit.startsWith("h") ? number * 60 : number);
            }
        }
    }

    /** «Every forty-five»; not «in one», «every five hundred error», «all sixty of them». */
    private static boolean isMark(String said, int number, String after) {
        return number >= MARKS
                && number <= LAST_MARK
                && number % MARKS == 0
                && BARE.matcher(said).matches()
                && !COUNTS_ON.matcher(after).lookingAt();
    }

    private static Optional<Duration> clockTimes(String plain) {
        List<Integer> times = twentyFourHours(plain);
        if (times.size() < 2) {
            times = new ArrayList<>();
            Matcher found = CLOCK.matcher(plain);
            while (found.find()) {
                times.add(minuteOfNight(found));
            }
        }
        if (times.isEmpty()) {
            return LOOSE_CLOCK.matcher(plain).find() ? Optional.of(Duration.ofHours(1)) : Optional.empty();
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

    private static List<Integer> twentyFourHours(String plain) {
        List<Integer> times = new ArrayList<>();
        Matcher written = TWENTY_FOUR.matcher(plain);
        while (written.find()) {
            times.add(Integer.parseInt(written.group(1)) * 60 + Integer.parseInt(written.group(2)));
        }
        Matcher spoken = SPOKEN_TWENTY_FOUR.matcher(plain);
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

    /** 0 where the words are no number. */
    private static int number(String words) {
        return NumberWords.sum(words.replace("fourty", "forty")).orElse(0);
    }

    private static Pattern word(String pattern) {
        return Pattern.compile("\\b(?:" + pattern + ")\\b");
    }

    /** @param rhythm how the same length is said as the time between two updates */
    private record Named(int minutes, Pattern said, Pattern rhythm) {
        Named(int minutes, Pattern said) {
            this(minutes, said, said);
        }
    }
}
