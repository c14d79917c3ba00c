package dev.calmroom.persona;

import dev.calmroom.language.LanguageModel;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import org.jspecify.annotations.Nullable;

/** One request that can be left at any moment, also before it has been sent. */
final class Asking {
    private @Nullable StreamingHandle handle;
    private @Nullable Thread thread;
    private boolean left;

    /** Begins on a thread of its own: a request may block until a connection is there. */
    synchronized void begin(LanguageModel model, ChatRequest request, StreamingChatResponseHandler handler) {
        if (left) {
            return;
        }
        thread = Thread.ofVirtual().name("persona-model").start(() -> {
            try {
                keep(model.ask(request, handler));
            } catch (RuntimeException e) {
                handler.onError(e);
            }
        });
    }

    private synchronized void keep(StreamingHandle asked) {
        thread = null;
        handle = asked;
        if (left) {
            asked.cancel();
        }
    }

    /** Closes the connection, whatever it is about. */
    synchronized void cancel() {
        left = true;
        if (handle != null) {
            handle.cancel();
        } else if (thread != null) {
            thread.interrupt();
        }
    }

    /** Why nothing came of it, for whoever is on the line. */
    static String failure(Throwable error) {
        return switch (error) {
            case RateLimitException e -> "the model's server takes no more requests for now";
            case AuthenticationException e -> "the model's server refused the key";
            case TimeoutException e -> "the model took too long";
            default -> "the model could not be used";
        };
    }
}
