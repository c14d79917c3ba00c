package dev.calmroom.log;

/**
 * An event as the log keeps it; in JSON the event's own fields stand beside {@code sequence} and {@code at}.
 *
 * @param sequence counts a session's events from 1 without a gap
 * @param at milliseconds of session time, from the moment the session started
 */
public record LoggedEvent(long sequence, long at, SessionEvent event) {}
