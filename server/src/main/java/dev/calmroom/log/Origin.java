package dev.calmroom.log;

/** Where a retake was forked from: a session's id and the last turn that it shares with it. */
public record Origin(String session, int turn) {}
