package dev.calmroom.recognition;

import dev.calmroom.text.PlainWords;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a {@link SecondHearing} answered, checked before it stands for what was heard first. */
public final class SecondWords {
    /** Nobody speaks faster; a recogniser that invents words does. */
    private static final int MOST_WORDS_A_SECOND = 7;

    /** What recognisers write for sound without words: {@code [BLANK_AUDIO]}, {@code (music)}, {@code *sighs*}. */
    private static final Pattern NO_WORDS = Pattern.compile("\\[[^]]*]|\\([^)]*\\)|\\*[^*]*\\*|♪");
    /** The same three to ten words, four times in a row. */
    private static final Pattern STUCK = Pattern.compile("(\\b\\w+(?: \\w+){2,9}?)(?: \\1){3,}");

    private SecondWords() {}

    /**
     * @param first what was heard in the call
     * @param length of the sound in which both were heard
     * @return nothing where the same words were heard, or none that a person can have said in that time
     */
    public static Optional<String> instead(String first, String second, Duration length) {
        String words =
                NO_WORDS.matcher(second).replaceAll(" ").replaceAll("\\s+", " ").strip();
        String plain = PlainWords.only(words);
        boolean same = WordErrors.between(first, words).errors() == 0;
        boolean tooMany = PlainWords.count(plain) > MOST_WORDS_A_SECOND * (length.toMillis() / 1000.0);
        return plain.isEmpty() || same || tooMany || STUCK.matcher(plain).find()
                ? Optional.empty()
                : Optional.of(words);
    }
}
