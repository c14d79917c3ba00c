package dev.calmroom.recognition;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.transcript.Word;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call's queue of sound, and while an utterance lasts a recogniser for it. The queue is worked off in turns on
 * the recognition threads, one at a time and in order; everything below the line belongs to whoever has the turn.
 */
final class VoskStream implements RecognitionStream {
    private static final int LONGEST_FRAME = AudioClip.SPEECH_RATE;
    /** A partial result costs a walk through the lattice: asked for after this much new sound, not after each frame. */
    private static final int PARTIAL_EVERY = AudioClip.SPEECH_RATE / 10;
    /** With so many frames waiting, or final words awaited, partial results are asked for more seldom. */
    private static final int BEHIND = 10;
    /** Five minutes of sound in frames of 20 ms: beyond it a recogniser that stands still is not fed any more. */
    private static final int MOST_WAITING = 15_000;

    private static final int PARTIAL_EVERY_WHEN_BEHIND = 4 * PARTIAL_EVERY;
    /** As much sound is heard in a turn before others get theirs; about 15 ms of work. */
    private static final int TURN = AudioClip.SPEECH_RATE / 10;

    private final Utterances place;
    private final RecognitionThreads threads;
    private final VocabularyCorrector corrector;
    private final RecognitionListener listener;
    private final Consumer<VoskStream> whenFreed;
    private long expected;
    private boolean closed;
    /** Whether sound is being refused, and the listener knows. */
    private boolean overrun;

    private final Deque<Work> waiting = new ArrayDeque<>();
    private int awaited;
    private boolean working;

    // only in a turn
    private @Nullable Utterance recognizer;
    /** With this utterance: the next may find that there is room again, or that the other machine is back. */
    private boolean failed;

    private StreamTimes times = new StreamTimes();
    private final List<Word> settled = new ArrayList<>();
    private String lastPartial = "";
    private int sinceLastPartial;

    private sealed interface Work {}

    private record Sound(long position, short[] samples) implements Work {}

    private record Conclusion(CompletableFuture<Recognition> result) implements Work {}

    private record Mark(CompletableFuture<Void> reached) implements Work {}

    private record Forgetting() implements Work {}

    private record Farewell() implements Work {}

    VoskStream(
            Utterances place,
            RecognitionThreads threads,
            VocabularyCorrector corrector,
            RecognitionListener listener,
            Consumer<VoskStream> whenFreed) {
        this.place = place;
        this.threads = threads;
        this.corrector = corrector;
        this.listener = listener;
        this.whenFreed = whenFreed;
    }

    @Override
    public synchronized void accept(long position, short[] samples) {
        if (samples.length > LONGEST_FRAME) {
            throw new IllegalArgumentException(
                    "a frame is at most a second long, not %d samples".formatted(samples.length));
        }
        if (position < expected) {
            throw new IllegalArgumentException(
                    "sound goes forward: expected position %d or later, not %d".formatted(expected, position));
        }
        expected = position + samples.length;
        if (closed || samples.length == 0) {
            return;
        }
        if (waiting.size() < MOST_WAITING) {
            overrun = false;
            submit(new Sound(position, samples));
        } else if (!overrun) {
            overrun = true;
            listener.onError(new RecognitionException(
                    "The recogniser cannot keep up with this call: what is said just now is not heard."));
        }
    }

    @Override
    public synchronized CompletableFuture<Recognition> finish() {
        CompletableFuture<Recognition> result = new CompletableFuture<>();
        if (closed) {
            result.complete(Recognition.NOTHING);
        } else {
            expected = 0;
            awaited++;
            submit(new Conclusion(result));
        }
        return result;
    }

    @Override
    public synchronized CompletableFuture<Void> caughtUp() {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        if (closed) {
            reached.complete(null);
        } else {
            submit(new Mark(reached));
        }
        return reached;
    }

    @Override
    public synchronized void discard() {
        if (!closed) {
            expected = 0;
            submit(new Forgetting());
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (Work work : waiting) {
            if (work instanceof Conclusion(var result)) {
                result.complete(Recognition.NOTHING);
            } else if (work instanceof Mark(var reached)) {
                reached.complete(null);
            }
        }
        waiting.clear();
        awaited = 0;
        submit(new Farewell());
    }

    /** Asks for a turn where none has been asked for, or where somebody has begun to wait for words. */
    private void submit(Work work) {
        waiting.add(work);
        if (!working && (waiting.size() == 1 || work instanceof Conclusion)) {
            threads.ask(this::takeTurn, awaited > 0);
        }
    }

    private void takeTurn() {
        synchronized (this) {
            if (working || waiting.isEmpty()) {
                return;
            }
            working = true;
        }
        do {
            int heard = 0;
            for (Work work = next(); work != null; work = heard < TURN ? next() : null) {
                heard += perform(work);
            }
        } while (!handedOver());
    }

    private synchronized @Nullable Work next() {
        Work work = waiting.poll();
        if (work instanceof Conclusion) {
            awaited--;
        }
        return work;
    }

    /** @return false when there is more to do and nobody else to do it */
    private synchronized boolean handedOver() {
        working = !waiting.isEmpty() && !threads.ask(this::takeTurn, awaited > 0);
        return !working;
    }

    private synchronized boolean isBehind() {
        return awaited > 0 || waiting.size() > BEHIND;
    }

    // ---- in a turn ----

    /** @return how many samples were heard */
    private int perform(Work work) {
        return switch (work) {
            case Sound sound -> {
                hear(sound);
                yield sound.samples().length;
            }
            case Conclusion conclusion -> {
                conclude(conclusion.result());
                yield 0;
            }
            case Mark(var reached) -> {
                reached.complete(null);
                yield 0;
            }
            case Forgetting _ -> {
                startAnew();
                yield 0;
            }
            case Farewell _ -> {
                release();
                whenFreed.accept(this);
                yield 0;
            }
        };
    }

    private void hear(Sound sound) {
        if (failed) {
            return;
        }
        try {
            Utterance mine = recognizer == null ? begin() : recognizer;
            times.fed(sound.position(), sound.samples().length);
            if (mine.accept(sound.samples())) {
                // Vosk heard an end by its own rule; ours decides about turns, so keep the words and go on.
                settle(mine.result());
            }
            sinceLastPartial += sound.samples().length;
            if (sinceLastPartial >= (isBehind() ? PARTIAL_EVERY_WHEN_BEHIND : PARTIAL_EVERY)) {
                sinceLastPartial = 0;
                tellPartial(sound.position() + sound.samples().length);
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** A new one for each utterance: Vosk's clock drifts against the samples when one is reset. */
    private Utterance begin() {
        try {
            Utterance mine = place.open(AudioClip.SPEECH_RATE);
            recognizer = mine;
            times = new StreamTimes();
            return mine;
        } catch (IOException e) {
            throw new RecognitionException("The recogniser could not begin: %s.".formatted(e.getMessage()), e);
        }
    }

    private void tellPartial(long upTo) {
        String unsettled = recognizer == null ? "" : VoskJson.partial(recognizer.partialResult());
        String text = corrector.correct(join(settled, unsettled));
        if (!text.equals(lastPartial)) {
            lastPartial = text;
            listener.onPartial(text, upTo);
        }
    }

    private static String join(List<Word> settled, String partial) {
        String before = new Recognition(settled).text();
        return before.isEmpty() ? partial : partial.isEmpty() ? before : before + " " + partial;
    }

    private void settle(String json) {
        settled.addAll(VoskJson.words(json, times));
    }

    private void conclude(CompletableFuture<Recognition> result) {
        if (failed) {
            result.completeExceptionally(new RecognitionException("The recogniser failed in this utterance."));
            startAnew();
            return;
        }
        try {
            if (recognizer != null) {
                settle(recognizer.finalResult());
            }
            Recognition recognition = new Recognition(corrector.correct(settled));
            startAnew();
            result.complete(recognition);
        } catch (RuntimeException e) {
            result.completeExceptionally(fail(e));
        }
    }

    private void startAnew() {
        release();
        failed = false;
        settled.clear();
        lastPartial = "";
        sinceLastPartial = 0;
    }

    private RecognitionException fail(RuntimeException cause) {
        failed = true;
        release();
        RecognitionException error = cause instanceof RecognitionException known
                ? known
                : new RecognitionException("The recogniser failed in this utterance.", cause);
        listener.onError(error);
        return error;
    }

    private void release() {
        if (recognizer != null) {
            recognizer.close();
            recognizer = null;
        }
    }
}
