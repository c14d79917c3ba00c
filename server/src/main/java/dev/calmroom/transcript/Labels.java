package dev.calmroom.transcript;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who speaks, as it is written before the words: {@code Name:}, {@code **Name:**}, {@code Name (role, 00:12):}. */
final class Labels {
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

    private Labels() {}

    /** A label and the words behind it. */
    record Labelled(String speaker, String text) {}

    static Optional<Labelled> of(String line) {
        String plain = line.strip();
        Matcher labelled = LABELLED.matcher(plain);
        if (labelled.matches()) {
            String name = labelled.group(1).strip();
            if (name.split("\\s+").length <= MOST_WORDS + 2) {
                return Optional.of(new Labelled(name, labelled.group(2).strip()));
            }
        }
        Matcher angled = ANGLED.matcher(plain);
        return angled.matches()
                ? Optional.of(
                        new Labelled(angled.group(1).strip(), angled.group(2).strip()))
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
                    boolean doubt = !line.speaker().isEmpty()
                            && once
                            && !names.contains(line.speaker())
                            && !isLikeAName(line.speaker());
                    return doubt ? line.doubted() : line;
                })
                .toList();
    }

    /** Every word of it begins with a capital or a figure. */
    static boolean isLikeAName(String label) {
        String[] words = ASIDE_ALONE.matcher(label).replaceAll("").strip().split("[\\s]+", -1);
        if (words.length > MOST_WORDS) {
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
