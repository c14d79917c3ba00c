package dev.calmroom.emotion;

/**
 * One line of the ledger: why one dimension moved.
 *
 * @param quote the leader's words, or an empty string where no words did it (drift, silence, an event of the world)
 * @param rule the id of the rule in the emotion file
 * @param dimension which feeling
 * @param amount signed, on the scale of the dimension
 */
public record Cause(String quote, String rule, String dimension, double amount) {}
