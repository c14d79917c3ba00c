package dev.calmroom.bench;

/**
 * What his own voice did to one reply of his, while nobody else spoke.
 *
 * @param heard something was taken for words of hers
 */
record Unprovoked(boolean lowered, boolean held, boolean cutOff, boolean heard) {}
