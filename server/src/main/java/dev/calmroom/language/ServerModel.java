package dev.calmroom.language;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A model behind a server. Every request can be left before its first word, and then closes its connection, which is how
 * a server learns that nobody waits. Safe for use by several threads.
 */
final class ServerModel implements StreamingChatModel {
    /** A large model read from a slow disk. */
    private static final Duration LOADING = Duration.ofMinutes(10);
    /** A prompt of which only the reading is wanted: nobody waits for it, and on a small machine it takes a minute. */
    private static final Duration READING = Duration.ofMinutes(2);

    /** Servers unload what nobody asks for; the shortest habit known is five minutes. */
    private static final Duration STAYS_LOADED = Duration.ofMinutes(4);

    private static final Duration CHECKED = Duration.ofSeconds(60);
    private static final Duration CHECK = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    /** Enough for the one word that is asked for; a model that needs more is thinking aloud. */
    private static final int A_WORD = 32;
    /** Whoever thinks about that one word has come to an end of it by then, and closed the thoughts. */
    private static final int A_THOUGHT = 256;

    private final HttpClient http;
    private final Endpoint endpoint;
    private final ModelSettings settings;
    private final Habits habits = new Habits();
    private final ModelCondition condition;
    private final AtomicBoolean keptAwake = new AtomicBoolean();
    private final AtomicBoolean waking = new AtomicBoolean();
    private final AtomicBoolean thoughtsSought = new AtomicBoolean();

    ServerModel(HttpClient http, Endpoint endpoint, ModelSettings settings, String name) {
        this.http = http;
        this.endpoint = endpoint;
        this.settings = settings;
        this.condition = new ModelCondition(name, System::nanoTime);
    }

    ModelCondition condition() {
        return condition;
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        ask(request, handler);
    }

    /** @return leaves the request, also before its first word; after that the handler hears nothing more */
    StreamingHandle ask(ChatRequest request, StreamingChatResponseHandler handler) {
        if (loads()) {
            handler.onError(new InternalServerException(trouble().orElse(loading())));
            return new Over();
        }
        Duration whole = settings.waits().whole();
        boolean longer = Asked.onlyToRead(request) && whole.compareTo(READING) < 0;
        Exchange exchange = exchange(request, handler, longer ? READING : whole);
        exchange.start();
        return exchange;
    }

    private Exchange exchange(ChatRequest request, StreamingChatResponseHandler handler, Duration whole) {
        return new Exchange(http, endpoint, settings, habits, condition, request, handler, whole, this::leftUnanswered);
    }

    /** Nobody waited for the first word. If that is because the model is not loaded, it shall be for the next. */
    private void leftUnanswered() {
        boolean cold = condition
                .sinceAnswer()
                .map(since -> since.compareTo(STAYS_LOADED) > 0)
                .orElse(true);
        if (cold && keptAwake.get()) {
            wake();
        }
    }

    /** Has the model loaded, now and whenever it has been unloaded, so that no caller waits for it. Returns at once. */
    void keepAwake() {
        keptAwake.set(true);
        wake();
    }

    private void wake() {
        if (waking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("model-waking").start(this::wakeUp);
        }
    }

    private void wakeUp() {
        Duration pause = FIRST_PAUSE;
        try {
            while (keptAwake.get()) {
                try {
                    probe(LOADING);
                    return;
                } catch (AuthenticationException e) {
                    return;
                } catch (LangChain4jException e) {
                    // Said by the condition. A server that is not there yet, or has no such model yet, may come.
                    Thread.sleep(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waking.set(false);
        }
    }

    /**
     * A process of our own that is just starting is waited for, and a server that says that it is loading; what else is wrong
     * with another is said at once.
     */
    void awake() throws InterruptedException {
        long end = System.nanoTime() + LOADING.toNanos();
        while (true) {
            try {
                probe(LOADING);
                return;
            } catch (UnresolvedModelServerException | StillLoadingException e) {
                boolean comes = settings.provider() == Provider.GGUF || e instanceof StillLoadingException;
                if (!comes || System.nanoTime() > end) {
                    throw e;
                }
                Thread.sleep(FIRST_PAUSE);
            }
        }
    }

    /** @return why a call that began now would not be answered by the model, as far as that is known */
    Optional<String> trouble() {
        return condition.trouble().or(() -> loads() ? Optional.of(loading()) : Optional.empty());
    }

    /** @return the same in a few words that tell nothing of its server */
    Optional<String> troubleInShort() {
        return condition.inShort().or(() -> loads() ? Optional.of(InShort.LOADING) : Optional.empty());
    }

    private boolean loads() {
        return waking.get() && condition.sinceAnswer().isEmpty();
    }

    private String loading() {
        return "The language model is still being loaded by the server at " + endpoint.written();
    }

    void rest() {
        keptAwake.set(false);
    }

    /**
     * Asks for one word, in the way that a call asks, unless the model has answered or is at work anyway.
     *
     * @throws LangChain4jException with words for people when a call would get no answer
     */
    void check() throws InterruptedException {
        boolean lately = condition.trouble().isEmpty()
                && condition
                        .sinceAnswer()
                        .filter(since -> since.compareTo(CHECKED) < 0)
                        .isPresent();
        if (lately) {
            return;
        }
        if (waking.get()) {
            throw new InternalServerException(trouble().orElse(loading()));
        }
        if (!condition.busy()) {
            probe(CHECK);
            return;
        }
        // What is open now may end well, but nobody knows that yet.
        refuseInTrouble();
    }

    /**
     * Whether it thinks before it speaks, and whether it says so, has to be known before the first turn: where the template
     * opens the thoughts unmarked, only their end tells. Whoever only rambles comes to an end without any. Asked once.
     */
    private void probe(Duration patience) throws InterruptedException {
        boolean more = cutShort(A_WORD, patience) && !habits.has(Habits.Habit.THINKS);
        if (more && !thoughtsSought.get()) {
            if (cutShort(A_THOUGHT, patience)) {
                habits.learn(Habits.Habit.THINKS);
            }
            // Where it was not answered it is asked again.
            thoughtsSought.set(true);
        }
        refuseInTrouble();
    }

    private void refuseInTrouble() {
        condition.trouble().ifPresent(trouble -> {
            throw new InternalServerException(trouble);
        });
    }

    private static ChatRequest question(int tokens) {
        return ChatRequest.builder()
                .messages(UserMessage.from("Answer with the one word: yes"))
                .maxOutputTokens(tokens)
                .build();
    }

    /** @return whether so many tokens were not enough */
    private boolean cutShort(int tokens, Duration patience) throws InterruptedException {
        CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
        Exchange exchange = exchange(question(tokens), new Collecting(answer), patience);
        exchange.start();
        try {
            ChatResponse response = answer.get(patience.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
            return response.finishReason() == FinishReason.LENGTH;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw cause instanceof LangChain4jException known
                    ? known
                    : new LangChain4jException(ModelErrors.reason(cause), cause);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("no answer within %d s".formatted(patience.toSeconds()));
        } finally {
            exchange.cancel();
        }
    }

    private record Collecting(CompletableFuture<ChatResponse> answer) implements StreamingChatResponseHandler {
        @Override
        public void onPartialResponse(String text) {
            // the whole is enough
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            answer.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            answer.completeExceptionally(error);
        }
    }

    /** A request that has failed already. */
    private record Over() implements StreamingHandle {
        @Override
        public void cancel() {
            // nothing goes on
        }

        @Override
        public boolean isCancelled() {
            return true;
        }
    }
}
