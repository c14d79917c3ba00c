package dev.calmroom.recognition;

import dev.calmroom.audio.AudioClip;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;
import org.vosk.Model;
import org.vosk.Recognizer;

/**
 * Vosk recognisers, lent for an utterance. Each composes its own copy of the search graph while it hears and never
 * forgets any of it: 25 MB after one utterance, 190 MB after sixty; and with a copy that has grown it recognises in
 * half the time. So they are kept, the most grown one is lent first, and those that have grown most are let go when
 * all of them together take more than there is room for.
 */
final class RecognizerPool implements AutoCloseable {
    private static final double ROOM = 60;
    private static final double ROOM_A_STREAM = 8;
    /** Beyond this it grows without getting much faster. */
    private static final double MOST_GROWN = 75;

    private final Model model;
    private final IntSupplier streams;
    private final Set<LentRecognizer> lent = new HashSet<>();
    private final List<LentRecognizer> idle = new ArrayList<>();
    private boolean closed;

    /** @param streams how many are open: each gives the pool some more room */
    RecognizerPool(Model model, IntSupplier streams) {
        this.model = model;
        this.streams = streams;
    }

    /** @throws RecognitionException when the engine has no room for another one */
    LentRecognizer lend() {
        synchronized (this) {
            if (!idle.isEmpty()) {
                LentRecognizer known = mostGrown();
                idle.remove(known);
                lent.add(known);
                return known;
            }
        }
        LentRecognizer made = make();
        synchronized (this) {
            lent.add(made);
        }
        return made;
    }

    private LentRecognizer make() {
        try {
            return new LentRecognizer(new Recognizer(model, AudioClip.SPEECH_RATE));
        } catch (IOException | RuntimeException e) {
            throw new RecognitionException(
                    "the recogniser has no room for another call; try again when one has ended", e);
        }
    }

    /** @return whether it had better be given back at the next opportunity, also within an utterance */
    static boolean isOvergrown(LentRecognizer recognizer) {
        return recognizer.megabytes() > MOST_GROWN;
    }

    /** @param returned has given its final result: nothing of the utterance is left in it */
    void giveBack(LentRecognizer returned) {
        List<LentRecognizer> leaving = new ArrayList<>();
        synchronized (this) {
            lent.remove(returned);
            idle.add(returned);
            while (!idle.isEmpty() && (closed || isOvergrown(mostGrown()) || megabytes() > room())) {
                LentRecognizer leaves = mostGrown();
                idle.remove(leaves);
                leaving.add(leaves);
            }
        }
        leaving.forEach(LentRecognizer::free);
    }

    /** It has failed, or stopped in the middle of something. */
    void discard(LentRecognizer broken) {
        synchronized (this) {
            lent.remove(broken);
        }
        broken.free();
    }

    private LentRecognizer mostGrown() {
        return idle.stream()
                .max(Comparator.comparingLong(LentRecognizer::samples))
                .orElseThrow();
    }

    private double megabytes() {
        return lent.stream().mapToDouble(LentRecognizer::megabytes).sum()
                + idle.stream().mapToDouble(LentRecognizer::megabytes).sum();
    }

    private double room() {
        return ROOM + ROOM_A_STREAM * streams.getAsInt();
    }

    /** Frees those that are idle; one that is lent is freed when it comes back. */
    @Override
    public void close() {
        List<LentRecognizer> leaving;
        synchronized (this) {
            closed = true;
            leaving = List.copyOf(idle);
            idle.clear();
        }
        leaving.forEach(LentRecognizer::free);
    }
}
