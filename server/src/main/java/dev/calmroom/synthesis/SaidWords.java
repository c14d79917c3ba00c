package dev.calmroom.synthesis;

/**
 * Words as a voice says them, for a piece of what is written.
 *
 * @param words empty where nothing of the piece is said
 * @param written how many characters the piece has; 0 for what stands nowhere and is said all the same
 */
public record SaidWords(String words, int written) {}
