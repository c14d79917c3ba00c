package dev.calmroom.recognition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.sun.speech.freetts.en.us.CMULexicon;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How English words sound: the CMU pronouncing dictionary and its letter-to-sound rules, as FreeTTS carries them. Safe
 * for use by several threads.
 */
final class Pronunciation {
    /** Words are few and come again and again; this is a stop for garbage, not a working set. */
    private static final int MOST_REMEMBERED = 20_000;

    private final CMULexicon lexicon;
    private final Cache<String, List<Phoneme>> remembered =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    private Pronunciation(CMULexicon lexicon) {
        this.lexicon = lexicon;
    }

    /** Loaded with the first call that has a vocabulary. */
    private static final class Holder {
        static final Pronunciation ENGLISH = load();
    }

    static Pronunciation english() {
        return Holder.ENGLISH;
    }

    private static Pronunciation load() {
        try {
            CMULexicon lexicon = new CMULexicon("cmudict04");
            lexicon.load();
            return new Pronunciation(lexicon);
        } catch (IOException e) {
            throw new RecognitionException("the pronouncing dictionary cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** @return whether the dictionary knows the word, so that a recogniser may well have meant it */
    boolean isOrdinary(String word) {
        String plain = plain(word);
        return plain.isEmpty() || phones(plain, false) != null;
    }

    /** @return the sounds of one or more words; empty when there are no letters */
    List<Phoneme> of(String words) {
        List<Phoneme> sounds = new ArrayList<>();
        for (String word : words.split("[\\s-]+", 0)) {
            sounds.addAll(remembered.get(word, this::look));
        }
        return sounds;
    }

    private List<Phoneme> look(String word) {
        String plain = plain(word);
        if (plain.isEmpty()) {
            return List.of();
        }
        if (isSpelled(word)) {
            // VP, SQL: letter by letter.
            return plain.chars()
                    .mapToObj(letter -> phones(String.valueOf((char) letter), true))
                    .filter(phones -> phones != null)
                    .flatMap(Arrays::stream)
                    .map(Phoneme::of)
                    .toList();
        }
        String[] phones = phones(plain, true);
        return phones == null
                ? List.of()
                : Arrays.stream(phones).map(Phoneme::of).toList();
    }

    private static boolean isSpelled(String word) {
        return word.length() > 1 && word.chars().allMatch(Character::isUpperCase);
    }

    private String @org.jspecify.annotations.Nullable [] phones(String word, boolean byRules) {
        synchronized (lexicon) {
            return lexicon.getPhones(word, null, byRules);
        }
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z']", "");
    }
}
