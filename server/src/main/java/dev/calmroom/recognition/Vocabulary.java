package dev.calmroom.recognition;

import java.util.List;

/**
 * Names and terms of a scenario that a general recogniser cannot know or spells in its own way.
 *
 * @param terms in no particular order
 */
public record Vocabulary(List<Term> terms) {
    public static final Vocabulary NONE = new Vocabulary(List.of());

    public Vocabulary {
        terms = List.copyOf(terms);
    }

    /** Terms that sound as they are written. */
    public static Vocabulary of(List<String> written) {
        return new Vocabulary(
                written.stream().map(term -> new Term(term, List.of())).toList());
    }

    /**
     * @param written as the transcript shall show it: {@code Kenji}, {@code rollback}, {@code VP of Sales}; 1 to 4 words
     * @param soundsLike how else it may come out of the recogniser, for terms whose spelling hides their sound ({@code
     *     sequel} for SQL); words, not sentences
     */
    public record Term(String written, List<String> soundsLike) {
        public Term {
            if (written.isBlank()) {
                throw new IllegalArgumentException("a term has letters");
            }
            if (written.strip().split("\\s+").length > 4) {
                throw new IllegalArgumentException("a term is at most four words, not: " + written);
            }
            soundsLike = List.copyOf(soundsLike);
        }
    }
}
