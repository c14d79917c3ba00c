package dev.calmroom.synthesis;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A sound of English in ARPAbet, as the CMU dictionary writes it.
 *
 * @param symbol lower case, without stress: {@code eh}, {@code jh}
 * @param stress of a vowel: 0 none, 1 the word's main one, 2 a lesser one
 */
record Sound(String symbol, int stress) {
    private static final Set<String> VOWELS = Set.of(
            "aa", "ae", "ah", "ao", "aw", "ax", "ac", "ay", "eh", "er", "ey", "ih", "ix", "iy", "ow", "oy", "uh", "uw",
            "en");

    static Sound of(String phone) {
        char last = phone.charAt(phone.length() - 1);
        return Character.isDigit(last)
                ? new Sound(phone.substring(0, phone.length() - 1), last - '0')
                : new Sound(phone, 0);
    }

    /** @param phones separated by spaces, with stress behind vowels */
    static List<Sound> list(String phones) {
        return Arrays.stream(phones.strip().split("\\s+")).map(Sound::of).toList();
    }

    boolean isVowel() {
        return VOWELS.contains(symbol);
    }

    Sound stressed(int other) {
        return new Sound(symbol, other);
    }
}
