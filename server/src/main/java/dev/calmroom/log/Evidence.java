package dev.calmroom.log;

/** Words of the leader, verbatim, and the turn in which they stand. */
public record Evidence(int turn, String quote) {}
