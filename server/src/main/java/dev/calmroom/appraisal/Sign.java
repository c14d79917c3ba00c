package dev.calmroom.appraisal;

/**
 * Words that speak for a criterion of the framework: finer than a move, and a receipt for the grader, not a verdict.
 *
 * @param criterion the id of a criterion in the framework's file
 * @param quote verbatim from the turn
 * @param confidence calibrated, 0 to 1
 */
public record Sign(String criterion, String quote, double confidence) {}
