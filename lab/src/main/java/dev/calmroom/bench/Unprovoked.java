package dev.calmroom.bench;

/**
 * What the persona's own voice did to one of its replies, while nobody else spoke.
 *
 * @param heard something was taken for words of the caller's
 */
record Unprovoked(boolean lowered, boolean held, boolean cutOff, boolean heard) {}
