package dev.calmroom.recognition;

import java.util.Locale;
import java.util.Map;

/**
 * A sound of English in ARPAbet, and how far it is from another: by place, manner and voice for consonants, by height,
 * depth and rounding for vowels (Ladefoged, «A Course in Phonetics», coarsely).
 *
 * @param symbol lower case, without stress: {@code eh}, {@code jh}
 */
record Phoneme(String symbol) {
    /** height 0–3 (close to open), depth 0–2 (front to back), rounded 0–1 */
    private static final Map<String, int[]> VOWELS = Map.ofEntries(
            Map.entry("iy", new int[] {0, 0, 0}),
            Map.entry("ih", new int[] {1, 0, 0}),
            Map.entry("ey", new int[] {1, 0, 0}),
            Map.entry("eh", new int[] {2, 0, 0}),
            Map.entry("ae", new int[] {3, 0, 0}),
            Map.entry("aa", new int[] {3, 2, 0}),
            Map.entry("ao", new int[] {2, 2, 1}),
            Map.entry("ow", new int[] {1, 2, 1}),
            Map.entry("uh", new int[] {1, 2, 1}),
            Map.entry("uw", new int[] {0, 2, 1}),
            Map.entry("ah", new int[] {2, 1, 0}),
            Map.entry("ax", new int[] {2, 1, 0}),
            Map.entry("er", new int[] {1, 1, 0}),
            Map.entry("ay", new int[] {3, 1, 0}),
            Map.entry("aw", new int[] {3, 1, 1}),
            Map.entry("oy", new int[] {2, 2, 1}));

    /** place 0–6 (lips to throat), manner 0 stop 1 affricate 2 fricative 3 nasal 4 liquid 5 glide, voiced 0–1 */
    private static final Map<String, int[]> CONSONANTS = Map.ofEntries(
            Map.entry("p", new int[] {0, 0, 0}),
            Map.entry("b", new int[] {0, 0, 1}),
            Map.entry("m", new int[] {0, 3, 1}),
            Map.entry("w", new int[] {0, 5, 1}),
            Map.entry("f", new int[] {1, 2, 0}),
            Map.entry("v", new int[] {1, 2, 1}),
            Map.entry("th", new int[] {2, 2, 0}),
            Map.entry("dh", new int[] {2, 2, 1}),
            Map.entry("t", new int[] {3, 0, 0}),
            Map.entry("d", new int[] {3, 0, 1}),
            Map.entry("s", new int[] {3, 2, 0}),
            Map.entry("z", new int[] {3, 2, 1}),
            Map.entry("n", new int[] {3, 3, 1}),
            Map.entry("l", new int[] {3, 4, 1}),
            Map.entry("r", new int[] {3, 5, 1}),
            Map.entry("ch", new int[] {4, 1, 0}),
            Map.entry("jh", new int[] {4, 1, 1}),
            Map.entry("sh", new int[] {4, 2, 0}),
            Map.entry("zh", new int[] {4, 2, 1}),
            Map.entry("y", new int[] {4, 5, 1}),
            Map.entry("k", new int[] {5, 0, 0}),
            Map.entry("g", new int[] {5, 0, 1}),
            Map.entry("ng", new int[] {5, 3, 1}),
            Map.entry("hh", new int[] {6, 2, 0}));

    static Phoneme of(String phone) {
        return new Phoneme(phone.toLowerCase(Locale.ROOT).replaceAll("[0-9]", ""));
    }

    boolean isVowel() {
        return VOWELS.containsKey(symbol);
    }

    /** @return 0 for the same sound, 1 for one that nobody would take for it */
    double distance(Phoneme other) {
        if (symbol.equals(other.symbol)) {
            return 0;
        }
        if (isVowel() != other.isVowel()) {
            return 1;
        }
        int[] one = (isVowel() ? VOWELS : CONSONANTS).get(symbol);
        int[] two = (isVowel() ? VOWELS : CONSONANTS).get(other.symbol);
        if (one == null || two == null) {
            return 1;
        }
        int first = Math.abs(one[0] - two[0]);
        int third = Math.abs(one[2] - two[2]);
        return isVowel()
                ? Math.min(1, 0.15 + 0.2 * first + 0.15 * Math.abs(one[1] - two[1]) + 0.1 * third)
                : Math.min(1, 0.1 + 0.2 * Math.min(first, 3) + (one[1] == two[1] ? 0 : 0.3) + 0.15 * third);
    }

    /** What it costs to leave the sound out or to put it in: vowels carry the word, a «t» at an end is soon lost. */
    double weight() {
        return isVowel() ? 0.8 : 0.7;
    }
}
