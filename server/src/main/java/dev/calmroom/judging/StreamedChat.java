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
    /** Before its first word a model has to read, and may think: that takes as long as so many pauses. */
    private static final int BEFORE_FIRST_WORD = 2;

    private final LanguageModel model;
    private final Duration patience;
    private final Duration silence;

    /** As patient as the model is by itself, and a little more: what it says of its own limits is plainer. */
    public StreamedChat(LanguageModel model) {
        this(model, model.settings().waits().whole().plusSeconds(5));
    }

    /** @param patience after that an answer is not waited for, and its request is left */
    public StreamedChat(LanguageModel model, Duration patience) {
        this(model, patience, patience);
    }

    private StreamedChat(LanguageModel model, Duration patience, Duration silence) {
        this.model = model;
        this.patience = patience;
        this.silence = silence;
    }

    /** The same; an answer that pauses for longer than the model's settings allow is left. */
    static StreamedChat watched(LanguageModel model) {
        Duration whole = model.settings().waits().whole();
        return new StreamedChat(
                model, whole.plusSeconds(5), model.settings().waits().silence());
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return model.chat().supportedCapabilities();
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        Hearing hearing = new Hearing();
        StreamingHandle handle = model.ask(request, hearing);
        try {
            return await(hearing);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            handle.cancel();
            throw e;
        } catch (InterruptedException e) {
            handle.cancel();
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted while waiting for the answer");
        }
    }

    private ChatResponse await(Hearing hearing) throws ExecutionException, InterruptedException {
        long end = hearing.began + patience.toNanos();
        while (true) {
            Duration pause = hearing.begun ? silence : silence.multipliedBy(BEFORE_FIRST_WORD);
            long now = System.nanoTime();
            if (now - end >= 0) {
                throw new TimeoutException("no answer within " + said(patience));
            }
            long left = Math.min(end, hearing.lastPart + pause.toNanos()) - now;
            if (left <= 0) {
                throw new TimeoutException(
                        (hearing.begun ? "it stopped in the middle for " : "no word within ") + said(pause));
            }
            try {
                return hearing.whole.get(left, TimeUnit.NANOSECONDS);
            } catch (java.util.concurrent.TimeoutException e) {
                // A part may have come meanwhile, and the wait begins anew.
            }
        }
    }

    private static String said(Duration wait) {
        return wait.toMillis() < 1000 ? wait.toMillis() + " ms" : wait.toSeconds() + " s";
    }

    /** Only the whole answer can be read; of its parts it matters when the last one came. */
    private static final class Hearing implements StreamingChatResponseHandler {
        private final CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
        private final long began = System.nanoTime();
        private volatile long lastPart = began;
        private volatile boolean begun;

        @Override
        public void onPartialResponse(String text) {
            lastPart = System.nanoTime();
            begun = true;
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            whole.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            whole.completeExceptionally(error);
        }
    }
}
