package dev.calmroom.recognition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Vosk recognisers, lent for an utterance. Each composes its own copy of the search graph while it hears and never
 * forgets any of it: 25 MB after one utterance, 190 MB after sixty; and with a copy that has grown it recognises in
 * half the time. So they are kept, the most grown one is lent first, and those that have grown most are let go when
 * all of them together take more than there is room for.
 */
final class RecognizerPool<R extends RecognizerPool.Growing> implements AutoCloseable {
    /** Megabytes for all of them when nobody is in the line. */
    static final double ROOM = 90;

    /** With 12, recognition took 1.3 cores at sixteen calls, most of it for composing anew, and they stalled. */
    static final double ROOM_A_STREAM = 30;

    /** Beyond this it grows without getting much faster. */
    static final double MOST_GROWN = 100;

    private final Supplier<R> make;
    private final IntSupplier streams;
    private final Set<R> lent = new HashSet<>();
    private final List<R> idle = new ArrayList<>();
    private boolean closed;

    /** What the pool needs to know of a recogniser. */
    interface Growing {
        /** About how much native memory it holds; grows while it is lent. */
        double megabytes();

        void free();
    }

    /**
     * @param make gives another one
     * @param streams how many are open: each gives the pool some more room
     */
    RecognizerPool(Supplier<R> make, IntSupplier streams) {
        this.make = make;
        this.streams = streams;
    }

    /** @throws RecognitionException when the engine has no room for another one */
    R lend() {
        synchronized (this) {
            if (!idle.isEmpty()) {
                R known = mostGrown();
                idle.remove(known);
                lent.add(known);
                return known;
            }
        }
        R made = make.get();
        synchronized (this) {
            lent.add(made);
        }
        return made;
    }

    /** @return whether it had better be given back at the next opportunity, also within an utterance */
    static boolean isOvergrown(Growing recognizer) {
        return recognizer.megabytes() > MOST_GROWN;
    }

    /** @param returned has given its final result: nothing of the utterance is left in it */
    void giveBack(R returned) {
        List<R> leaving = new ArrayList<>();
        synchronized (this) {
            lent.remove(returned);
            idle.add(returned);
            while (!idle.isEmpty() && (closed || isOvergrown(mostGrown()) || megabytes() > room())) {
                R leaves = mostGrown();
                idle.remove(leaves);
                leaving.add(leaves);
            }
        }
        leaving.forEach(Growing::free);
    }

    /** It has failed, or stopped in the middle of something. */
    void discard(R broken) {
        synchronized (this) {
            lent.remove(broken);
        }
        broken.free();
    }

    private R mostGrown() {
        return idle.stream().max(Comparator.comparingDouble(Growing::megabytes)).orElseThrow();
    }

    private double megabytes() {
        return lent.stream().mapToDouble(Growing::megabytes).sum()
                + idle.stream().mapToDouble(Growing::megabytes).sum();
    }

    private double room() {
        return ROOM + ROOM_A_STREAM * streams.getAsInt();
    }

    /** Frees those that are idle; one that is lent is freed when it comes back. */
    @Override
    public void close() {
        List<R> leaving;
        synchronized (this) {
            closed = true;
            leaving = List.copyOf(idle);
            idle.clear();
        }
        leaving.forEach(Growing::free);
    }
}
