package dev.calmroom.turntaking;

import dev.calmroom.encoder.FittedNumbers;

/**
 * What single signs are worth to the odds that a turn is over, in log-odds: {@code fitted/end-of-turn.yaml}.
 *
 * @param fewWords what a turn of a few words is worth
 * @param few how many words these are at most
 * @param doubtedBelow confidence, 0 to 1, below which a word is doubted
 */
record EndingSigns(
        double trailingWord,
        double wholePhrase,
        double number,
        double doubtedEnd,
        double fewWords,
        int few,
        double doubtedBelow) {
    static final EndingSigns FITTED = FittedNumbers.read("end-of-turn", EndingSigns.class);
}
