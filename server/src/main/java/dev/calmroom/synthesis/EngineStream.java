package dev.calmroom.synthesis;

import dev.calmroom.audio.AudioClip;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;

/** A clause on its way from an engine's thread to whoever plays it. */
final class EngineStream implements AudioStream {

    /** Speaks one clause into a stream; ends early once {@link EngineStream#give} has said no. */
    interface Engine {
        void speak(EngineStream into) throws Exception;
    }

    private sealed interface Item {}

    private record Sound(AudioClip clip) implements Item {}

    private record Over() implements Item {}

    private record Failed(SynthesisException error) implements Item {}

    /** Whoever plays takes each piece at once; no clause has as many. */
    private static final int MOST_WAITING = 4_000;

    private final LinkedBlockingQueue<Item> items = new LinkedBlockingQueue<>(MOST_WAITING);
    private volatile boolean closed;
    private boolean over;

    private EngineStream() {}

    /** @throws SynthesisException when the executor takes no more work */
    static EngineStream start(Executor executor, Engine engine) {
        EngineStream stream = new EngineStream();
        try {
            executor.execute(() -> stream.run(engine));
        } catch (RejectedExecutionException e) {
            throw new SynthesisException("the voice has been closed; restart the server", e);
        }
        return stream;
    }

    private void run(Engine engine) {
        try {
            if (!closed) {
                engine.speak(this);
            }
            last(new Over());
        } catch (SynthesisException e) {
            last(new Failed(e));
        } catch (Exception e) {
            last(new Failed(new SynthesisException("the voice failed: " + e.getMessage(), e)));
        }
    }

    private void last(Item item) {
        while (!items.offer(item)) {
            items.poll();
        }
    }

    /**
     * From the engine: more sound.
     *
     * @return false when nobody listens any more and the engine shall stop
     * @throws SynthesisException when nobody takes what there is already
     */
    boolean give(AudioClip clip) {
        if (!closed && !clip.isEmpty() && !items.offer(new Sound(clip))) {
            throw new SynthesisException(
                    "the voice does not come to an end of this clause, and nobody takes it any more");
        }
        return !closed;
    }

    boolean wanted() {
        return !closed;
    }

    @Override
    public Optional<AudioClip> next() {
        if (over || closed) {
            return Optional.empty();
        }
        try {
            return switch (items.take()) {
                case Sound sound -> closed ? Optional.empty() : Optional.of(sound.clip());
                case Over ignored -> end();
                case Failed failed -> {
                    over = true;
                    throw failed.error();
                }
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            return Optional.empty();
        }
    }

    private Optional<AudioClip> end() {
        over = true;
        return Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
        items.clear();
        last(new Over());
    }
}
