package dev.calmroom.protocol;

/**
 * One frame of the persona's voice.
 *
 * @param sequence counts the frames of a turn from 0
 * @param offset of the first sample within the turn; 32 bits on the wire
 * @param samples mono, at the rate that {@code welcome} names
 */
public record VoiceFrame(int turn, int sequence, long offset, short[] samples) {}
