package dev.calmroom.persona;

import java.util.Optional;

/** How much of a model's words there is breath for. */
record Breath(Voicing.Length length) {
    /** A sentence may run over the order by so many words before it is cut at a clause, or not said. */
    private static final int OVERRUN = 6;

    private static final int FEWEST = 4;

    /**
     * @param said words of this turn so far
     * @return the sentence, or its beginning up to a clause; empty where there is no breath for it
     */
    Optional<String> fitting(String sentence, int said) {
        int room = length.most() + OVERRUN - said;
        if (count(sentence) == 0) {
            return Optional.empty();
        }
        if (count(sentence) <= room) {
            return Optional.of(sentence);
        }
        if (said > 0) {
            return Optional.empty();
        }
        StringBuilder beginning = new StringBuilder();
        for (String clause : SpokenParts.of(sentence)) {
            if (count(beginning + clause) > room) {
                break;
            }
            beginning.append(clause);
        }
        String cut = beginning.toString().strip().replaceFirst("[,;:]+$", ".");
        return count(cut) >= Math.min(FEWEST, length.fewest()) ? Optional.of(cut) : Optional.empty();
    }

    private static int count(String text) {
        return SaidSoFar.words(text);
    }
}
