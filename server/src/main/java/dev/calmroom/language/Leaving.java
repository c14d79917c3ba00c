package dev.calmroom.language;

import dev.langchain4j.model.chat.response.StreamingHandle;

/** Remembers that whoever read an answer has left; what that means for the answer is up to whoever gives it. */
public final class Leaving implements StreamingHandle {
    private volatile boolean left;

    @Override
    public void cancel() {
        left = true;
    }

    @Override
    public boolean isCancelled() {
        return left;
    }
}
