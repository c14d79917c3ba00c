package dev.calmroom.language;

import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.Optional;

/**
 * A model that can be asked.
 *
 * @param name what the page calls it
 */
public record LanguageModel(String name, StreamingChatModel chat, ModelSettings settings) {

    /**
     * Asks, and returns before the first word. A temperature, a number of tokens and a response format in the request go
     * before those of the settings.
     *
     * @return leaves the request, also before its first word; the handler hears nothing after that, and the server is told
     *     by the closing of the connection
     */
    public StreamingHandle ask(ChatRequest request, StreamingChatResponseHandler handler) {
        if (chat instanceof ServerModel server) {
            return server.ask(request, handler);
        }
        Left left = new Left(handler);
        chat.chat(request, left);
        return left;
    }

    /** Has it loaded, now and whenever its server has unloaded it, so that no caller waits for that. Returns at once. */
    public void keepAwake() {
        if (chat instanceof ServerModel server) {
            server.keepAwake();
        }
    }

    /**
     * Blocks until the model is loaded, for at most ten minutes.
     *
     * @throws LangChain4jException with words for people when it cannot be
     */
    public void awake() throws InterruptedException {
        if (chat instanceof ServerModel server) {
            server.awake();
        }
    }

    /** Nobody will ask any more. */
    public void rest() {
        if (chat instanceof ServerModel server) {
            server.rest();
        }
    }

    /**
     * Asks for one word in the way that a call asks, unless it has just answered or is at work anyway. Blocks for at most
     * six seconds, twice as long where it is found to think before it speaks.
     *
     * @throws LangChain4jException with words for people when a call would get no answer
     */
    public void check() throws InterruptedException {
        if (chat instanceof ServerModel server) {
            server.check();
        }
    }

    /** @return in a sentence, why a call that began now would not be answered by it; empty where nothing is known */
    public Optional<String> trouble() {
        return chat instanceof ServerModel server ? server.trouble() : Optional.empty();
    }

    /** @return the same as half a sentence («whose server refuses the key»), for whoever need not know where that is */
    public Optional<String> troubleInShort() {
        return chat instanceof ServerModel server ? server.troubleInShort() : Optional.empty();
    }

    /** For a model that gives its handle out with the first word only. */
    private static final class Left implements StreamingChatResponseHandler, StreamingHandle {
        private final StreamingChatResponseHandler handler;
        private volatile boolean cancelled;

        Left(StreamingChatResponseHandler handler) {
            this.handler = handler;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            if (cancelled) {
                context.streamingHandle().cancel();
            } else {
                handler.onPartialResponse(partial, context);
            }
        }

        @Override
        public void onCompleteToolCall(CompleteToolCall call) {
            // no tools are offered
        }

        @Override
        public void onCompleteResponse(dev.langchain4j.model.chat.response.ChatResponse response) {
            if (!cancelled) {
                handler.onCompleteResponse(response);
            }
        }

        @Override
        public void onError(Throwable error) {
            if (!cancelled) {
                handler.onError(error);
            }
        }
    }
}
