package dev.calmroom.judging;

/** Told how far a judge has come. */
@FunctionalInterface
public interface JudgeListener {
    JudgeListener NOBODY = done -> {};

    /** @param done answers that are in so far */
    void onAnswers(int done);
}
