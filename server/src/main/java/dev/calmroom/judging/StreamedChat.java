package dev.calmroom.judging;

import dev.calmroom.language.LanguageModel;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A streaming model, asked for whole answers: grading shares the connections of the live call. */
public final class StreamedChat implements ChatModel {
    private final LanguageModel model;
    private final Duration patience;

    /** As patient as the model is by itself, and a little more: what it says of its own limits is plainer. */
    public StreamedChat(LanguageModel model) {
        this(model, model.settings().waits().whole().plusSeconds(5));
    }

    /** @param patience after that an answer is not waited for, and its request is left */
    public StreamedChat(LanguageModel model, Duration patience) {
        this.model = model;
        this.patience = patience;
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return model.chat().supportedCapabilities();
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
        StreamingHandle handle = model.ask(request, new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String text) {
                // only the whole answer can be read
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                whole.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                whole.completeExceptionally(error);
            }
        });
        try {
            return whole.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            handle.cancel();
            throw new TimeoutException("no answer within %d s".formatted(patience.toSeconds()));
        } catch (InterruptedException e) {
            handle.cancel();
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted while waiting for the answer");
        }
    }
}
