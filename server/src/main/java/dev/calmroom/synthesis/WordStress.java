package dev.calmroom.synthesis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which of a word's stresses is the main one. The dictionary that FreeTTS carries marks all of them alike; in English it
 * is the last, but for words that end on it: those are mostly compounds, nouns and verbs in -ate, stressed earlier
 * («database», «simulate»). An ending such as -ed or -ly changes nothing.
 */
final class WordStress {
    /** Endings that are a syllable of their own and leave the stress where it was. */
    private static final Pattern NEUTRAL = Pattern.compile(".*(?:[td]ed|ing|[a-z]er|[a-z]ers|or|ors|ly|ary|ory|ings)");

    private final Set<String> lateStems;

    /** @param lateStems beginnings of words that are stressed on their last stress although they end on it */
    WordStress(Set<String> lateStems) {
        this.lateStems = Set.copyOf(lateStems);
    }

    List<Sound> ranked(String word, String[] phones) {
        List<Sound> sounds =
                new ArrayList<>(Arrays.stream(phones).map(Sound::of).toList());
        int[] vowels = IntStream.range(0, sounds.size())
                .filter(at -> sounds.get(at).isVowel())
                .toArray();
        int[] stressed =
                Arrays.stream(vowels).filter(at -> sounds.get(at).stress() > 0).toArray();
        if (stressed.length == 0 && vowels.length > 0) {
            int at = vowels.length == 1 ? vowels[0] : vowels[vowels.length - 2];
            sounds.set(at, sounds.get(at).stressed(1));
        } else if (stressed.length > 1) {
            int last = stressed[stressed.length - 1];
            int main = isLate(word) || !endsOn(last, vowels, word) ? last : stressed[stressed.length - 2];
            for (int at : stressed) {
                sounds.set(at, sounds.get(at).stressed(at == main ? 1 : 2));
            }
        }
        return sounds;
    }

    private static boolean endsOn(int stress, int[] vowels, String word) {
        int ending = NEUTRAL.matcher(word).matches() && vowels.length > 2 ? 2 : 1;
        return stress == vowels[vowels.length - 1] || stress == vowels[vowels.length - ending];
    }

    private boolean isLate(String word) {
        return lateStems.stream().anyMatch(word::startsWith);
    }
}
