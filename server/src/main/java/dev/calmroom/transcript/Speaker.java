package dev.calmroom.transcript;

/** The two sides of the line. */
public enum Speaker {
    LEADER,
    PERSONA
}
