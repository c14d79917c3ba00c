package dev.calmroom.turntaking;

import java.time.Duration;

/**
 * What is known at the moment when her voice has fallen silent, or while it stays so.
 *
 * @param text the words of the turn so far (finals of earlier utterances and the newest partial), without punctuation
 *     where the recogniser gives none; empty when no word was recognised
 * @param stableFor for how long the partial has not changed, in time of the stream
 * @param pauses what this speaker's pauses have been like
 */
public record Hearing(String text, Duration stableFor, PauseStatistics pauses) {}
