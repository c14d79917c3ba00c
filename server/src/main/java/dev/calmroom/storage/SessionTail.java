package dev.calmroom.storage;

import dev.calmroom.log.LoggedEvent;
import dev.calmroom.log.SessionEvent.SessionGraded;
import java.util.ArrayList;
import java.util.List;

/**
 * A session's events as this node knows them: those that are kept, then those that wait. Guarded by its own monitor,
 * but for the figures that may be looked at from outside.
 */
final class SessionTail {
    private final List<LoggedEvent> events;
    private volatile int kept;
    private volatile int count;
    private volatile long touched;

    SessionTail(List<LoggedEvent> before) {
        events = new ArrayList<>(before);
        kept = events.size();
        count = kept;
    }

    long last() {
        return events.isEmpty() ? 0 : events.getLast().sequence();
    }

    void addKept(LoggedEvent event) {
        add(event);
        kept = events.size();
    }

    void addWaiting(LoggedEvent event) {
        add(event);
    }

    private void add(LoggedEvent event) {
        events.add(event);
        count = events.size();
    }

    /** All of it is kept, as the store has it. */
    void replace(List<LoggedEvent> stored) {
        events.clear();
        events.addAll(stored);
        count = events.size();
        kept = count;
    }

    boolean waits() {
        return kept < count;
    }

    int waitingCount() {
        return count - kept;
    }

    LoggedEvent firstWaiting() {
        return events.get(kept);
    }

    synchronized void markKept() {
        kept++;
    }

    /** The first that waits was kept under another number, and those after it move up behind it. */
    synchronized void replaceWaiting(LoggedEvent stored) {
        events.set(kept, stored);
        kept++;
        for (int i = kept; i < count; i++) {
            LoggedEvent next = events.get(i);
            events.set(i, new LoggedEvent(events.get(i - 1).sequence() + 1, next.at(), next.event()));
        }
    }

    List<LoggedEvent> after(long sequence) {
        return events.stream().filter(e -> e.sequence() > sequence).toList();
    }

    boolean isGraded() {
        return !events.isEmpty() && events.getLast().event() instanceof SessionGraded;
    }

    void touch(long now) {
        touched = now;
    }

    long touched() {
        return touched;
    }
}
