package dev.calmroom.transcript;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who speaks, as it is written before the words: {@code Name:}, {@code **Name:**}, {@code Name (role, 00:12):}. */
final class Labels {
    /** Who speaks where a file says that somebody else does, and not who; more may stand behind it. */
    static final String NOBODY = "nobody named";

    private static final String NAME = "[\\p{L}\\p{N}@][\\p{L}\\p{M}\\p{N} .'’&/|,_#@+-]{0,59}?";
    private static final String ASIDE = "(?:\\s*[(\\[][^)\\]]{0,60}[)\\]])*";

    /** Behind the colon of a label comes a space, a word or nothing, never the rest of a time or of an address. */
    private static final Pattern LABELLED = Pattern.compile("(?:[-*•>]\\s+)?(?:\\*\\*|__)?[\\[<]?(" + NAME + ASIDE
            + ")[\\]>]?(?:\\*\\*|__)?\\s*[:：](?![\\d/])(?:\\*\\*|__)?\\s*(.*)");

    /** As relay chat writes it. */
    private static final Pattern ANGLED = Pattern.compile("<(\\p{L}[^<>]{0,60})>\\s+(.+)");

    private static final Set<String> SMALL =
            Set.of("of", "the", "de", "del", "der", "van", "von", "da", "di", "la", "and");
    private static final int MOST_WORDS = 6;
    private static final Pattern ASIDE_ALONE = Pattern.compile("\\s*[(\\[][^)\\]]{0,60}[)\\]]");

    /** A label behind the end of a sentence, in the middle of a line. */
    private static final Pattern INNER =
            Pattern.compile("(?<=[.!?…\"”’)\\]])\\s+(\\p{Lu}[\\p{L}\\p{M}\\p{N} .'’-]{0,40}?)\\s*:(?![\\d/])\\s+");

    private static final Pattern TIMED = Pattern.compile("(.*?\\S)\\s*[(\\[]\\s*(" + Stamps.STAMP + ")\\s*[)\\]]");

    private static final Pattern WHOLE_ASIDE = Pattern.compile("\\[[^\\]]{0,80}\\]|\\([^)?!]{0,40}\\)|♪[^♪]*♪");

    private Labels() {}

    /**
     * A label and the words behind it.
     *
     * @param at the time that stands in brackets behind the name; null where none does
     */
    record Labelled(String speaker, String text, @Nullable Duration at) {}

    /** A time behind the name is no part of it, or everybody would be somebody else in every turn. */
    private static Labelled labelled(String name, String text) {
        Matcher timed = TIMED.matcher(name);
        return timed.matches()
                ? new Labelled(timed.group(1), text, Stamps.time(timed.group(2)))
                : new Labelled(name, text, null);
    }

    static Optional<Labelled> of(String line) {
        String plain = line.strip();
        Matcher labelled = LABELLED.matcher(plain);
        if (labelled.matches()) {
            String name = labelled.group(1).strip();
            if (name.split("\\s+").length <= MOST_WORDS + 2) {
                return Optional.of(labelled(name, labelled.group(2).strip()));
            }
        }
        Matcher angled = ANGLED.matcher(plain);
        return angled.matches()
                ? Optional.of(labelled(angled.group(1).strip(), angled.group(2).strip()))
                : Optional.empty();
    }

    /**
     * Marks labels that may as well be words before a colon: not written as a name is, and used once only. Whether they
     * are is decided when it is known who is who.
     */
    static List<SpokenLine> doubted(List<SpokenLine> lines) {
        Map<String, Integer> often = new HashMap<>();
        lines.forEach(line -> often.merge(SpeakerNames.key(line.speaker()), 1, Integer::sum));
        Set<String> names = new HashSet<>();
        return lines.stream()
                .map(line -> {
                    boolean once = often.getOrDefault(SpeakerNames.key(line.speaker()), 0) == 1;
                    boolean doubt = isNamed(line.speaker())
                            && once
                            && !names.contains(line.speaker())
                            && !isLikeAName(line.speaker());
                    return doubt ? line.doubted() : line;
                })
                .toList();
    }

    /**
     * A line in which the next speaker begins without a new line, as text is pasted: each speaker's words. Only who is
     * known to be one of the sides, behind the end of a sentence, is taken for one.
     */
    static List<SpokenLine> within(SpokenLine line, SpeakerNames names) {
        List<SpokenLine> said = new ArrayList<>();
        Matcher inner = INNER.matcher(line.text());
        int from = 0;
        SpokenLine current = line;
        while (inner.find()) {
            if (names.side(inner.group(1)) != SpeakerNames.Side.UNKNOWN) {
                said.add(current.saying(
                        line.text().substring(from, inner.start()).strip()));
                current = SpokenLine.said(line.number(), inner.group(1), "", line.start(), line.end());
                from = inner.end();
            }
        }
        if (said.isEmpty()) {
            return List.of(line);
        }
        said.add(current.saying(line.text().substring(from).strip()));
        return said;
    }

    /** Whether a file says by name who speaks. */
    static boolean isNamed(String speaker) {
        return !speaker.isEmpty() && !speaker.startsWith(NOBODY);
    }

    /** What is in brackets as a whole is told of the call, and not said in it. */
    static boolean isAside(String text) {
        return WHOLE_ASIDE.matcher(text.strip()).matches();
    }

    /** Every word of it begins with a capital or a figure, or it is an address. */
    static boolean isLikeAName(String label) {
        if (label.contains("@")) {
            return true;
        }
        String name = ASIDE_ALONE.matcher(label).replaceAll("").strip();
        String[] words = name.split("[\\s]+", -1);
        if (name.isEmpty() || words.length > MOST_WORDS) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            int first = words[i].codePointAt(0);
            boolean capital = !Character.isLetter(first) || !Character.isLowerCase(first);
            boolean small = i > 0 && SMALL.contains(words[i].toLowerCase(Locale.ROOT));
            if (!capital && !small) {
                return false;
            }
        }
        return true;
    }
}
