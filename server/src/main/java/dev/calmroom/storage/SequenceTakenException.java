package dev.calmroom.storage;

/** Somebody else wrote to the session while this event waited, and took its number. */
final class SequenceTakenException extends RuntimeException {
    SequenceTakenException(String session, long sequence) {
        super("event %d of session %s is another one".formatted(sequence, session));
    }
}
