package dev.calmroom.recognition;

import dev.calmroom.audio.AudioClip;
import dev.calmroom.transcript.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vosk.Model;
import org.vosk.Recognizer;

/** A Vosk recogniser and the queue in front of it; everything below the line runs on its one recognition thread. */
final class VoskStream implements RecognitionStream {
    private static final int LONGEST_FRAME = AudioClip.SPEECH_RATE;
    /** A partial result costs a walk through the lattice: asked for after this much new sound, not after each frame. */
    private static final int PARTIAL_EVERY = AudioClip.SPEECH_RATE / 10;

    private final Model model;
    private final RecognitionThread thread;
    private final VocabularyCorrector corrector;
    private final RecognitionListener listener;
    private final Consumer<VoskStream> whenFreed;
    private long expected;
    private volatile boolean closed;

    // on the recognition thread only
    private @Nullable Recognizer recognizer;
    private final StreamTimes times = new StreamTimes();
    private final List<Word> settled = new ArrayList<>();
    private String lastPartial = "";
    private int sinceLastPartial;

    VoskStream(
            Model model,
            RecognitionThread thread,
            VocabularyCorrector corrector,
            RecognitionListener listener,
            Consumer<VoskStream> whenFreed) {
        this.model = model;
        this.thread = thread;
        this.corrector = corrector;
        this.listener = listener;
        this.whenFreed = whenFreed;
    }

    void start() {
        thread.join();
        thread.run(this::create);
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
        submit(() -> feed(position, samples));
    }

    @Override
    public synchronized CompletableFuture<Recognition> finish() {
        CompletableFuture<Recognition> result = new CompletableFuture<>();
        if (!submit(() -> conclude(result))) {
            result.complete(Recognition.NOTHING);
        }
        return result;
    }

    @Override
    public synchronized void discard() {
        submit(this::forget);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            thread.run(this::free);
        }
    }

    private boolean submit(Runnable work) {
        if (closed) {
            return false;
        }
        try {
            thread.run(work);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    // ---- on the recognition thread ----

    private void create() {
        if (closed) {
            return;
        }
        try {
            recognizer = new Recognizer(model, AudioClip.SPEECH_RATE);
            recognizer.setWords(true);
        } catch (IOException | RuntimeException e) {
            listener.onError(new RecognitionException(
                    "the recogniser has no room for another call; try again when one has ended", e));
        }
    }

    private void feed(long position, short[] samples) {
        if (closed || recognizer == null || samples.length == 0) {
            return;
        }
        times.fed(position, samples.length);
        try {
            if (recognizer.acceptWaveForm(samples, samples.length)) {
                // Vosk heard an end by its own rule; ours decides about turns, so keep the words and go on.
                settle(recognizer.getResult());
            }
            sinceLastPartial += samples.length;
            if (sinceLastPartial >= PARTIAL_EVERY) {
                sinceLastPartial = 0;
                tellPartial(position + samples.length);
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void tellPartial(long upTo) {
        if (recognizer == null) {
            return;
        }
        String text = corrector.correct(join(settled, VoskJson.partial(recognizer.getPartialResult())));
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
        if (closed) {
            result.complete(Recognition.NOTHING);
            return;
        }
        if (recognizer == null) {
            result.completeExceptionally(new RecognitionException("the recogniser of this call has failed"));
            return;
        }
        try {
            // getFinalResult hears the last quarter second, which getResult leaves in the pipeline. It drops the
            // adaptation to the speaker; on read speech that costs nothing that could be measured.
            settle(recognizer.getFinalResult());
            Recognition recognition = new Recognition(corrector.correct(settled));
            startAnew();
            result.complete(recognition);
        } catch (RuntimeException e) {
            result.completeExceptionally(fail(e));
        }
    }

    private void forget() {
        if (!closed && recognizer != null) {
            // Not reset(): after it Vosk's clock drifts against the samples that it was fed.
            recognizer.getFinalResult();
            startAnew();
        }
    }

    private void startAnew() {
        settled.clear();
        lastPartial = "";
        sinceLastPartial = 0;
        times.concluded();
    }

    private RecognitionException fail(RuntimeException cause) {
        release();
        RecognitionException error = new RecognitionException("the recogniser failed in mid-call: " + cause, cause);
        listener.onError(error);
        return error;
    }

    private void free() {
        release();
        thread.leave();
        whenFreed.accept(this);
    }

    private void release() {
        if (recognizer != null) {
            recognizer.close();
            recognizer = null;
        }
    }
}
