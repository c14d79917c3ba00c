package dev.calmroom.persona;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.calmroom.text.PlainWords;
import dev.calmroom.transcript.Turn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the persona has said in a call, as it was heard: so that no line comes twice, not even one that was cut off, and
 * none that only resembles one, and not three turns in a row begin with the same word.
 */
final class SaidSoFar {
    /** A beginning this long, in words, of a line that was cut off gives the line away. */
    private static final int TELLING = 3;
    /** Lines shorter than this, in words, may stand inside another one. */
    private static final int PHRASE = 4;

    private static final int RECENT = 3;

    private static final Pattern ENDS = Pattern.compile("[.?!…]+");
    private static final Pattern OTHERS = Pattern.compile("[^\\p{L}\\p{N}'|]+");
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern EMPTY = Pattern.compile("(\\| )+\\|");
    private static final Pattern AT_AN_END = Pattern.compile("^\\| ?| ?\\|$");

    /** The authored lines of a few scenarios, which are looked through for every turn. */
    private static final int MOST_LINES = 10_000;

    /** Characters of a text that is remembered: authored lines are shorter, what else is longer is seldom seen twice. */
    private static final int LONGEST_KEPT = 500;

    private static final Cache<String, String> PLAIN =
            Caffeine.newBuilder().maximumSize(MOST_LINES).build();
    private static final Cache<String, Pattern> OPEN =
            Caffeine.newBuilder().maximumSize(MOST_LINES).build();

    private final List<String> turns;
    private final Set<String> trigrams = new HashSet<>();

    SaidSoFar(List<Turn> conversation) {
        turns = conversation.stream()
                .filter(turn -> !turn.isLeader())
                .map(turn -> plain(turn.text()))
                .filter(text -> !text.isEmpty())
                .toList();
        turns.forEach(text -> trigrams.addAll(trigrams(text)));
    }

    /** Lower-case words with {@code |} between sentences. */
    static String plain(String text) {
        return text.length() > LONGEST_KEPT ? made(text) : PLAIN.get(text, SaidSoFar::made);
    }

    private static String made(String text) {
        String words = without(OTHERS, without(ENDS, PlainWords.of(text), " | "), " ");
        String spaced = without(SPACES, words.strip(), " ");
        return without(AT_AN_END, without(EMPTY, spaced, "|"), "").strip();
    }

    private static String without(Pattern what, String text, String instead) {
        return what.matcher(text).replaceAll(instead);
    }

    /** How many words of a text are said. */
    static int words(String text) {
        return count(plain(text));
    }

    /** How many words, with one space between each. */
    static int count(String plain) {
        int count = 0;
        int from = 0;
        while (from < plain.length()) {
            int space = plain.indexOf(' ', from);
            int to = space < 0 ? plain.length() : space;
            count += to == from + 1 && plain.charAt(from) == '|' ? 0 : 1;
            from = to + 1;
        }
        return count;
    }

    /** Whether the line, given with its slots still open, has been said or begun. */
    boolean includes(String line) {
        if (HeardSlots.hasPlace(line)) {
            Pattern pattern = open(line);
            return turns.stream().anyMatch(turn -> pattern.matcher(turn).find());
        }
        String plain = plain(line);
        boolean phrase = count(plain) >= PHRASE;
        return turns.stream().anyMatch(turn -> phrase ? turn.contains(plain) : isWhole(turn, plain))
                || turns.stream().anyMatch(turn -> wasCut(turn, plain, telling(plain)));
    }

    /** Whether a turn breaks off, or ends, in these words, were it behind the first of them. */
    boolean hasBegun(String words) {
        String plain = plain(words);
        return turns.stream().anyMatch(turn -> wasCut(turn, plain, 1));
    }

    private static boolean isWhole(String turn, String plain) {
        return turn.equals(plain) || turn.startsWith(plain + " | ") || turn.endsWith(" | " + plain);
    }

    /** Whether these sentences have been said as they are, wherever in a turn. */
    boolean holds(String sentences) {
        String whole = " | " + plain(sentences) + " | ";
        return turns.stream().anyMatch(turn -> (" | " + turn + " | ").contains(whole));
    }

    /** The same, in each of the last two turns. */
    boolean heldTwiceRunning(String sentence) {
        String whole = " | " + plain(sentence) + " | ";
        return turns.size() >= 2
                && turns.subList(turns.size() - 2, turns.size()).stream()
                        .allMatch(turn -> (" | " + turn + " | ").contains(whole));
    }

    /** @param fewest of its words that are not just anybody's */
    private static boolean wasCut(String turn, String plain, int fewest) {
        int from = 0;
        while (from >= 0) {
            String tail = turn.substring(from);
            if (plain.length() > tail.length() && plain.startsWith(tail) && count(tail) >= fewest) {
                return true;
            }
            int next = turn.indexOf(" | ", from);
            from = next < 0 ? -1 : next + 3;
        }
        return false;
    }

    /** How many words of a line give it away. */
    private static int telling(String plain) {
        return Math.min(TELLING, Math.max(1, count(plain) - 1));
    }

    /** A line with its slots still open, to be found in plain words. */
    static Pattern open(String line) {
        return OPEN.get(line, SaidSoFar::opened);
    }

    private static Pattern opened(String line) {
        StringBuilder pattern = new StringBuilder();
        for (String part : HeardSlots.literalParts(line)) {
            String plain = plain(part);
            pattern.append(pattern.isEmpty() ? "" : ".*?").append(Pattern.quote(plain));
        }
        return Pattern.compile(pattern.toString());
    }

    /** How much of the line the persona has said in other lines, 0 to 1. */
    double likeness(String line) {
        List<String> own = trigrams(plain(line));
        return own.isEmpty()
                ? 0
                : (double) own.stream().filter(trigrams::contains).count() / own.size();
    }

    /** How many of the persona's last turns began with the line's first word. */
    int sameBeginnings(String line) {
        String first = firstWord(plain(line));
        return (int) turns.subList(Math.max(0, turns.size() - RECENT), turns.size()).stream()
                .filter(turn -> firstWord(turn).equals(first))
                .count();
    }

    /** Position of the last turn that held the line, -1 when none did. */
    int last(String line) {
        String plain = plain(line);
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i).contains(plain)) {
                return i;
            }
        }
        return -1;
    }

    private static String firstWord(String plain) {
        int space = plain.indexOf(' ');
        return space < 0 ? plain : plain.substring(0, space);
    }

    private static List<String> trigrams(String plain) {
        String[] words = plain.replace("| ", "").split(" ", 0);
        List<String> found = new ArrayList<>();
        for (int i = 0; i + 2 < words.length; i++) {
            found.add(words[i] + " " + words[i + 1] + " " + words[i + 2]);
        }
        return found;
    }
}
