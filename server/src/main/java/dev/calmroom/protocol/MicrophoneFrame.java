package dev.calmroom.protocol;

/**
 * One frame of the leader's microphone.
 *
 * @param sequence counts the frames of a connection from 0; 32 bits on the wire
 * @param samples mono, 16 kHz
 */
public record MicrophoneFrame(long sequence, short[] samples) {}
