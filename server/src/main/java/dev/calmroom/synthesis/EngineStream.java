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

    private final LinkedBlockingQueue<Item> items = new LinkedBlockingQueue<>();
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
            items.add(new Over());
        } catch (SynthesisException e) {
            items.add(new Failed(e));
        } catch (Exception e) {
            items.add(new Failed(new SynthesisException("the voice failed: " + e.getMessage(), e)));
        }
    }

    /** From the engine: more sound. @return false when nobody listens any more and the engine shall stop */
    boolean give(AudioClip clip) {
        if (!closed && !clip.isEmpty()) {
            items.add(new Sound(clip));
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
        items.add(new Over());
    }
}
